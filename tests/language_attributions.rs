//! Who is said to have said what: invented copy, answered by hand.
//!
//! A story's paragraphs stand before `=>` lines; each such line is one attribution, in order:
//! cue | kind of source: words of the source | content pieces, joined by ` + `. A number behind
//! `@` is the attribution that introduces the source; `(nested)` marks what another source says.

use copydesk::annotate::Annotated;
use copydesk::annotate::attributions::{CueKind, SourceKind};
use copydesk::article::{Article, Region, Role, Text};
use copydesk::source::FileId;

const STORIES: &str = r#"
"The levee never stood a chance," said Mara Lind, the mayor of Skara. "It was too low," she added.
"Nobody told us," Lind said.
"It will happen again."
=> said | NamedPerson: Mara Lind, the mayor of Skara | "The levee never stood a chance,"
=> added | Pronoun: she @0 | "It was too low,"
=> said | NamedPerson: Lind @0 | "Nobody told us,"
=> | NamedPerson: Lind @0 | "It will happen again."
--
Mara Lind said the levee was too low.
=> said | NamedPerson: Mara Lind | the levee was too low
--
The levee, Mara Lind said, was too low.
=> said | NamedPerson: Mara Lind | The levee + was too low
--
Otto Kerr, who runs the ferry, said it would sail.
=> said | NamedPerson: Otto Kerr, who runs the ferry | it would sail
--
Otto Kerr told the Skara Courier in an interview on Monday that the ferry would sail.
=> told | NamedPerson: Otto Kerr | that the ferry would sail
--
Otto Kerr said in a statement that the ferry would sail and that rates would rise.
=> said | NamedPerson: Otto Kerr | that the ferry would sail and that rates would rise
--
The ferry will sail, according to the harbour board.
According to the harbour board, the ferry will sail.
=> according to | Organisation: the harbour board | The ferry will sail
=> According to | Organisation: the harbour board @0 | the ferry will sail
--
Otto Kerr: "The ferry will sail."
=> : | NamedPerson: Otto Kerr | "The ferry will sail."
--
The ferry sailed at 9:30 from Skara: "Courage" was its name.
--
The Skara Courier reported, citing a port official, that the ferry was unsafe.
=> reported | Organisation: The Skara Courier |
=> citing | Organisation: The Skara Courier @0 | a port official, that the ferry was unsafe
--
Mara Lind, star of the film "Harbour," told reporters that she would sail.
=> told | NamedPerson: Mara Lind, star of the film "Harbour," | that she would sail
--
She sent a letter warning that the levee was too low.
=> warning | Pronoun: She | that the levee was too low
--
"Nonsense," scoffed Otto Kerr.
=> scoffed | NamedPerson: Otto Kerr | "Nonsense,"
--
Monday regulars said the pier would close.
=> said | Other: regulars | the pier would close
--
It was a claim officials denied.
=> denied | Collective: officials |
--
Most of them said the pier would close.
=> said | Collective: Most of them | the pier would close
--
An aide speaking to reporters said the pier would close.
=> said | UnnamedIndividual: An aide speaking to reporters | the pier would close
--
"It is no use," said Will Norvik.
=> said | NamedPerson: Will Norvik | "It is no use,"
--
The pier will close, according to a newly uncovered memo.
=> according to | Document: a newly uncovered memo | The pier will close
--
Lind wants to stay, according to a memo.
=> according to | Document: a memo | Lind wants to stay
--
The report found that Lind backs the plan.
=> found | Document: The report | that Lind backs the plan
--
Kerr went to Norvik to denounce the plan.
=> denounce | Organisation: Kerr | the plan
--
It is believed to have been built in 1912.
=> believed | None | to have been built in 1912
--
Two port officials said the leak began at noon. Critics say it began at dawn. A police spokesman said two men were held.
=> said | UnnamedIndividual: Two port officials | the leak began at noon
=> say | Collective: Critics | it began at dawn
=> said | Spokesperson: A police spokesman | two men were held
--
A 2019 safety report suggests that the bridge was unsafe.
=> suggests | Document: A 2019 safety report | that the bridge was unsafe
--
An adviser to the mayor said the plan was dead. The adviser said it would not return.
=> said | UnnamedIndividual: An adviser to the mayor | the plan was dead
=> said | UnnamedIndividual: The adviser @0 | it would not return
--
Mara Lind said that Kerr believes in ferries.
=> said | NamedPerson: Mara Lind | that Kerr believes in ferries
--
"He said he would go," Mara Lind said.
=> said | NamedPerson: Mara Lind | "He said he would go,"
--
Mara Lind praised the crew, saying it had done well.
=> praised | NamedPerson: Mara Lind | the crew
=> saying | NamedPerson: Mara Lind @0 | it had done well
--
The report is due in May. Her claims were many. The remarks of the board filled a page.
--
He read the sign and believed in God. She likes ferries. They want rain.
--
“We left at dawn,” Mara Lind said. “It was cold.
“We came back at noon.”
=> said | NamedPerson: Mara Lind | “We left at dawn,” + “It was cold. + “We came back at noon.”
--
Mara Lind and Kerr met. "Yes," he said.
=> said | Pronoun: he | "Yes,"
--
Mara Lind said yes to it. Otto Kerr said no to it. "Never," she said.
=> said | NamedPerson: Mara Lind | yes to it
=> said | NamedPerson: Otto Kerr | no to it
=> said | Pronoun: she | "Never,"
--
A nurse who asked not to be named said the ward was full. Five past and current employees told the board it was not.
=> asked | UnnamedIndividual: who | to be named
=> said | UnnamedIndividual: A nurse who asked not to be named | the ward was full
=> told | UnnamedIndividual: Five past and current employees | the board it was not
--
Mara Lind paid bribes, he once reportedly told a friend. The firm has a fortune believed to be in Skara.
=> reportedly | None | told a friend
=> told | Pronoun: he | Mara Lind paid bribes
=> believed | None | to be in Skara
--
KERR: You are late, said Otto Kerr.
LIND: I am not, said Mara Lind.
=> : | NamedPerson: KERR | You are late
=> said | NamedPerson: Otto Kerr @0 | You are late
=> : | NamedPerson: LIND | I am not
=> said | NamedPerson: Mara Lind @2 | I am not
--
Norvik said the ferry was safe.
=> said | Organisation: Norvik | the ferry was safe
--
The ferry is lost, Mara Lind told reporters.
=> told | NamedPerson: Mara Lind | The ferry is lost
--
Ada Moss, 50, convicted of fraud, said board spokesman Otto Kerr.
=> said | NamedPerson: board spokesman Otto Kerr | Ada Moss, 50, convicted of fraud
--
SKARA, Norvik — Speaking on the quay, Otto Kerr pointed at the levee, saying it was too low.
=> saying | NamedPerson: Otto Kerr | it was too low
--
After arguing that the levee would hold, Mara Lind resigned.
=> arguing | NamedPerson: Mara Lind | that the levee would hold
--
Asked by a reporter whether the levee was safe, Lind shrugged.
=> Asked | UnnamedIndividual: a reporter | whether the levee was safe
--
Mara Lind continued to insist that the levee was safe.
=> insist | NamedPerson: Mara Lind | that the levee was safe
--
"The levee will hold," Otto Kerr, an aide to the mayor, told the Courier.
=> told | NamedPerson: Otto Kerr, an aide to the mayor | "The levee will hold,"
--
The mayor's office, when asked on Monday, said the levee would hold.
=> asked | None |
=> said | Organisation: The mayor's office, when asked on Monday | the levee would hold
--
According to "The Tides," by Ada Moss, the levee was too low.
=> According to | Document: "The Tides," by Ada Moss | the levee was too low
--
A firm called Nordlys backed away from the port. Six in 10 said they would leave.
=> said | Collective: Six in 10 | they would leave
"#;

fn story(paragraphs: &[&str]) -> Article {
    let mut article = Article::new(FileId(0), "plain");
    for text in paragraphs {
        article.regions.push(Region::new(Role::Paragraph, Text::verbatim(text, 0)));
    }
    article
}

fn answer(article: &Article) -> Vec<String> {
    let annotated = Annotated::new(article);
    let attributions = annotated.attributions();
    let line = |a: &copydesk::annotate::attributions::Attribution| {
        let source = match a.source {
            None => "None".to_owned(),
            Some(source) => format!("{:?}: {}", source.kind, article.text(source.place)),
        };
        let origin = a.antecedent.map_or(String::new(), |at| format!(" @{at}"));
        let nested = if a.nested { " (nested)" } else { "" };
        let content: Vec<&str> = attributions.content(a).iter().map(|p| article.text(*p)).collect();
        let cue = format!("=> {}", article.text(a.cue));
        format!("{} | {source}{origin}{nested} | {}", cue.trim_end(), content.join(" + ")).trim_end().to_owned()
    };
    attributions.all().iter().map(line).collect()
}

#[test]
fn every_attribution_has_its_cue_source_and_content() {
    let mut wrong = Vec::new();
    for text in STORIES.split("--\n") {
        let lines: Vec<&str> = text.lines().filter(|l| !l.is_empty()).collect();
        let (expected, paragraphs): (Vec<&str>, Vec<&str>) = lines.iter().partition(|l| l.starts_with("=>"));
        let found = answer(&story(&paragraphs));
        if found != expected {
            wrong.push(format!(
                "{}\nexpected\n{}\nfound\n{}",
                paragraphs.join("\n"),
                expected.join("\n"),
                found.join("\n")
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

/// Copy, then the statement, its reason, and whether that is rote; `-` where there is none.
const ANONYMITY: &[(&str, &str, &str, bool)] = &[
    (
        "\"We were told to wait,\" said a ministry official, speaking on condition of anonymity.",
        "condition of anonymity",
        "-",
        false,
    ),
    (
        "An aide, who requested anonymity to describe a private meeting, said no.",
        "requested anonymity",
        "to describe a private meeting",
        false,
    ),
    (
        "An aide asked not to be named because her brother works there, and said no.",
        "asked not to be named",
        "because her brother works there",
        false,
    ),
    (
        "Two aides, who were not authorized to speak to the media, said no.",
        "not authorized to speak",
        "not authorized to speak to the media",
        true,
    ),
    (
        "A nurse asked not to be named. She said she feared losing her licence.",
        "asked not to be named",
        "feared losing her licence",
        false,
    ),
    ("A nurse asked not to be named. She said the ward was full.", "asked not to be named", "-", false),
    ("\"He spoke on condition of anonymity,\" Lind said.", "-", "-", false),
    ("Police received an anonymous tip.", "-", "-", false),
    ("A docker, who would not give his last name, said no.", "would not give his last name", "-", false),
    ("An aide spoke on condition that her name not be used.", "condition that her name not be used", "-", false),
    (
        "An aide wished to remain anonymous for fear of losing his job.",
        "wished to remain anonymous",
        "for fear of losing his job",
        false,
    ),
    ("A captain would not be named before May.", "-", "-", false),
    ("They can say if they want to remain anonymous.", "-", "-", false),
    ("The firm was not authorized to dump waste.", "-", "-", false),
    ("Many declined to share the names of their friends.", "-", "-", false),
];

#[test]
fn statements_of_anonymity_are_found_with_their_reasons() {
    for (text, statement, reason, rote) in ANONYMITY {
        let article = story(&[text]);
        let annotated = Annotated::new(&article);
        let found = annotated.attributions().anonymity().first();
        assert_eq!(found.map_or("-", |f| article.text(f.place)), *statement, "{text}");
        assert_eq!(found.and_then(|f| f.reason).map_or("-", |r| article.text(r)), *reason, "{text}");
        assert_eq!(found.is_some_and(|f| f.rote), *rote, "{text}");
    }
}

#[test]
fn a_statement_of_anonymity_belongs_to_the_source_beside_it() {
    let article = story(&["Mara Lind said no. A port official, who asked not to be named, said yes."]);
    let annotated = Annotated::new(&article);
    let attributions = annotated.attributions();
    let owner = attributions.anonymity()[0].attribution.expect("an owner");
    assert_eq!(attributions.all()[owner as usize].source.expect("a source").kind, SourceKind::UnnamedIndividual);
}

#[test]
fn a_source_has_its_role_its_institution_and_its_vantage() {
    let article = story(&[
        "Harbour Board spokesman Otto Kerr said no.",
        "A person familiar with the talks said yes.",
        "Ada Moss, an engineer at Norvik, said maybe.",
    ]);
    let annotated = Annotated::new(&article);
    let text = |place: Option<copydesk::article::Place>| place.map_or("-", |p| article.text(p));
    let sources: Vec<_> = annotated.attributions().all().iter().filter_map(|a| a.source).collect();
    let told: Vec<_> = sources.iter().map(|s| [text(s.role), text(s.organisation), text(s.vantage)]).collect();
    assert_eq!(
        told,
        [["spokesman", "Harbour Board", "-"], ["person", "-", "familiar with the talks"], ["engineer", "Norvik", "-"]]
    );
}

#[test]
fn a_headline_label_hands_over_to_its_speaker() {
    let mut article = story(&["The ferry sank."]);
    article.regions.insert(0, Region::new(Role::Headline, Text::verbatim("Mayor Lind: no more ferries", 0)));
    let annotated = Annotated::new(&article);
    let label = &annotated.attributions().all()[0];
    assert_eq!(label.kind, CueKind::Label);
    assert_eq!(annotated.article().text(label.source.expect("a source").place), "Mayor Lind");
}
