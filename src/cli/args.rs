//! The arguments as they are typed. What they mean is worked out by the commands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::FailOn;
use crate::emit::Format;
use crate::show::Layer;

/// A linter for news copy: finds what takes two places of a story to see.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, propagate_version = true, max_term_width = 100)]
pub struct Arguments {
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: ColorChoice,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lint files and folders
    Check(CheckArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Teach a rule: what it says, why, what to do, with examples
    Explain(ExplainArgs),
    /// Run the examples of rules
    Test(TestArgs),
    /// Write the skeleton of a new rule
    New(NewArgs),
    /// Show how a file is read: roles, places and what the layers find in it
    Show(ShowArgs),
    /// Set aside the findings that an archive has already
    Baseline(BaselineArgs),
    /// Write a commented copydesk.toml for this repository
    Init(InitArgs),
    /// Show settings and their schemas
    Config(ConfigCommandArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
}

/// Where settings come from.
#[derive(Clone, Debug, Default, Args)]
pub struct ConfigArgs {
    /// Use this configuration for all files, instead of the nearest copydesk.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Use no configuration at all
    #[arg(long, conflicts_with = "config")]
    pub isolated: bool,
    /// Follow this policy, whatever the configuration says: ap, reuters, nyt, bbc, guardian, npr,
    /// or a file of your own
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
}

/// `copydesk check`
#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    /// Files, folders or globs; `-` reads standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// The name that standard input goes by: its ending says how to read it
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    pub config: ConfigArgs,
    /// Run only these rules (ids, groups or globs; comma-separated or repeated)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Fail (status 1) on findings of at least this severity [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on)]
    pub fail_on: Option<FailOn>,
    /// How to report: FORMAT, or FORMAT:FILE to write a file; may be repeated
    #[arg(long, value_name = "FORMAT[:FILE]", env = "COPYDESK_OUTPUT_FORMAT")]
    pub output_format: Vec<OutputTarget>,
    /// Keep the copy's words out of machine formats
    #[arg(long)]
    pub redact: bool,
    /// Leave out files that the configuration excludes even where they are named
    #[arg(long)]
    pub force_exclude: bool,
    /// Lint at most this many files at once [default: one a core]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Show no progress bar
    #[arg(long)]
    pub no_progress: bool,
    /// Apply the fixes that cannot change what the copy says
    #[arg(long)]
    pub fix: bool,
    /// With --fix or --diff: the other fixes too, such as deleting a pasted block
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show what the fixes would change, as a diff, and change nothing
    #[arg(long, conflicts_with = "fix")]
    pub diff: bool,
    /// Report only what touches lines changed since the branch left this revision
    #[arg(long, value_name = "REVISION", conflicts_with = "staged")]
    pub changed_since: Option<String>,
    /// Lint what is staged in git, and report only what touches staged lines
    #[arg(long, conflicts_with = "fix")]
    pub staged: bool,
    /// Report what the baseline lists too
    #[arg(long)]
    pub no_baseline: bool,
    /// End with status 0 whatever was found
    #[arg(long)]
    pub exit_zero: bool,
    /// Count the findings by rule, instead of reporting them
    #[arg(long)]
    pub statistics: bool,
    /// Show how long each rule took
    #[arg(long)]
    pub timing: bool,
    /// Lint again whenever a file changes
    #[arg(short, long, conflicts_with_all = ["fix", "diff", "staged"])]
    pub watch: bool,
}

/// `copydesk baseline`
#[derive(Debug, Args)]
pub struct BaselineArgs {
    /// What to do with it
    #[arg(value_enum)]
    pub action: BaselineAction,
    /// Files and folders to lint
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// What to do with a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BaselineAction {
    /// Set aside every finding there is now
    Write,
    /// Fail on new findings and on entries that answer to none
    Check,
    /// Take out the entries that answer to no finding
    Prune,
}

/// `copydesk config`
#[derive(Debug, Args)]
pub struct ConfigCommandArgs {
    /// What to do
    #[command(subcommand)]
    pub action: ConfigAction,
}

/// What to do about settings.
#[derive(Debug, Subcommand)]
pub enum ConfigAction {
    /// Show the settings that hold for a file, and where each comes from
    Show(FileArgs),
    /// Print the JSON Schema of copydesk.toml, or of rule.toml
    Schema {
        /// Which file's schema
        #[arg(value_enum, default_value_t)]
        of: SchemaOf,
    },
}

/// A file with a schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// copydesk.toml
    #[default]
    Config,
    /// rule.toml
    Rule,
}

/// `copydesk config show`
#[derive(Debug, Args)]
pub struct FileArgs {
    /// The file
    pub file: PathBuf,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// `copydesk init`
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to write copydesk.toml into
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `copydesk completions`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `copydesk man`
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write one page a command into this folder, instead of printing the main page
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

/// `copydesk rules`
#[derive(Debug, Args)]
pub struct RulesArgs {
    #[command(flatten)]
    pub config: ConfigArgs,
    /// List as JSON
    #[arg(long)]
    pub json: bool,
    /// Write the built-in rules into a folder, as a starting point for your own
    #[arg(long, value_name = "FOLDER")]
    pub export: Option<PathBuf>,
}

/// `copydesk explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule's id
    pub rule: String,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// `copydesk test`
#[derive(Debug, Args)]
pub struct TestArgs {
    /// Rule ids, globs, or folders with rules; default: every rule of the configuration
    #[arg(value_name = "RULE|FOLDER")]
    pub targets: Vec<String>,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// `copydesk new`
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The new rule's id, GROUP/NAME
    pub id: String,
    /// The folder of rules to write it into [default: the first of `rule-folders`, else desk-rules]
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// `copydesk show`
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The file
    pub file: PathBuf,
    /// Show what these layers find: sentences, quotations, attributions, figures, dates, names, repeats, all
    #[arg(short, long, value_name = "LAYER", value_delimiter = ',', value_parser = layer)]
    pub layers: Vec<Layers>,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// One `--output-format`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputTarget {
    /// The format.
    pub format: Format,
    /// The file to write; `None`: standard output.
    pub file: Option<PathBuf>,
}

impl std::str::FromStr for OutputTarget {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, file) = match text.split_once(':') {
            Some((_, "")) => return Err("name the file behind the colon".into()),
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let names = Format::ALL.map(Format::as_str);
        match Format::ALL.into_iter().find(|f| f.as_str() == format) {
            Some(format) => Ok(OutputTarget { format, file }),
            None => Err(match crate::rule::did_you_mean(format, names) {
                Some(near) => format!("there is no format `{format}`; did you mean `{near}`?"),
                None => format!("there is no format `{format}`; the formats are {}", names.join(", ")),
            }),
        }
    }
}

/// One layer, or all.
#[derive(Clone, Debug)]
pub struct Layers(pub Vec<Layer>);

fn layer(name: &str) -> Result<Layers, String> {
    if name == "all" {
        return Ok(Layers(Layer::ALL.to_vec()));
    }
    let names = Layer::ALL.map(Layer::as_str);
    Layer::ALL.into_iter().find(|layer| layer.as_str() == name).map(|layer| Layers(vec![layer])).ok_or_else(|| {
        match crate::rule::did_you_mean(name, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the layers are {} and all", names.join(", ")),
        }
    })
}

fn fail_on(text: &str) -> Result<FailOn, String> {
    Ok(match text {
        "note" => FailOn::Note,
        "warning" => FailOn::Warning,
        "error" => FailOn::Error,
        "never" => FailOn::Never,
        _ => return Err("it is one of note, warning, error, never".into()),
    })
}
