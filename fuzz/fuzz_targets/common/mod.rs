//! An article from any bytes, and what every layer must keep to: places within their region, on
//! the borders of characters, and no more of them than there are tokens.

use copydesk::article::{Article, Place, Region, Role, Text};
use copydesk::format;
use copydesk::source::FileId;

const ROLES: [Role; 8] = [
    Role::Headline,
    Role::Paragraph,
    Role::Deck,
    Role::Paragraph,
    Role::Subhead,
    Role::ListItem,
    Role::Caption,
    Role::Dateline,
];

/// The first byte says what the regions are; they are parted by blank lines.
pub fn article(bytes: &[u8]) -> Article {
    let (text, _) = format::decode(bytes.get(1..).unwrap_or(&[]).to_vec());
    let first = usize::from(bytes.first().copied().unwrap_or(0));
    let mut article = Article::new(FileId(0), "plain");
    let mut at = 0;
    for (number, paragraph) in text.split("\n\n").enumerate() {
        let role = if number < 3 { ROLES[(first + number) % ROLES.len()] } else { Role::Paragraph };
        article.regions.push(Region::new(role, Text::verbatim(paragraph, at)));
        at += paragraph.len() as u32 + 2;
    }
    article
}

/// Bytes of a region's text.
pub fn sound(article: &Article, region: u32, start: u32, end: u32) {
    let plain = article.regions[region as usize].text.as_str();
    assert!(plain.get(start as usize..end as usize).is_some(), "{start}..{end} of {} bytes", plain.len());
}

/// A place, which may reach over several regions.
#[allow(dead_code)]
pub fn sound_place(article: &Article, place: Place) {
    assert!(place.region <= place.last);
    if place.region == place.last {
        sound(article, place.region, place.start, place.end);
    } else {
        sound(article, place.region, place.start, article.regions[place.region as usize].text.as_str().len() as u32);
        sound(article, place.last, 0, place.end);
    }
}
