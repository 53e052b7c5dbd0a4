use copydesk::annotate::Annotated;
use copydesk::article::{Article, Region, Role, Text};
use copydesk::check::headline::story::Story;
use copydesk::check::headline::{name, overlap};
use copydesk::source::FileId;
fn main() {
    let a: Vec<String> = std::env::args().skip(1).collect();
    let pairs = std::fs::read_to_string(&a[0]).unwrap();
    for row in pairs.lines().skip(1) {
        let c: Vec<&str> = row.split('\t').collect();
        let &[_, stance, headline, id] = c.as_slice() else { continue };
        let text = std::fs::read_to_string(format!("{}/{id}.txt", a[1])).unwrap_or_default();
        let body = text.split_once('\n').map_or("", |(_, b)| b);
        let mut article = Article::new(FileId(0), "plain");
        article.regions.push(Region::new(Role::Headline, Text::verbatim(headline, 0)));
        for p in body.lines().filter(|l| !l.trim().is_empty()) {
            article.regions.push(Region::new(Role::Paragraph, Text::verbatim(p, 0)));
        }
        let an = Annotated::new(&article);
        let Some(story) = Story::of(&an) else { continue };
        let Some(r) = story.above.first() else { continue };
        if overlap::is_plain(&an, &story, *r, 0.3) {
            println!("{stance}\tplain");
            continue;
        }
        let o = overlap::measure(&an, &story, *r);
        let s = o.strangeness();
        let absent = s > 1.2 && name::has_absent(&an, *r);
        println!(
            "{stance}\t{}\t{:.3}\t{:.3}\t{absent}\t{}\t{:.3}\t{:.3}\t{}",
            o.words, o.focus, s, story.words, o.share, o.lead, o.unlisted
        );
    }
}
