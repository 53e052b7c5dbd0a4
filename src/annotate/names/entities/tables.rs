//! What the linker hands out in the end: entities without gaps, their mentions, and the tables by which names
//! are looked up.

use super::super::{Draft, Entity, EntityId, Form, Kind, Name, Names};
use super::{KINDS, Linker, Sketch};
use crate::annotate::tokens::Kind as TokenKind;
use crate::annotate::{Annotated, PerRegion};

impl Linker {
    /// The names and entities of the article; what was registered and never mentioned is left out.
    pub(super) fn finish(mut self, article: &Annotated<'_>, mut drafts: Vec<Draft>) -> Names {
        let mut surnames = Vec::new();
        let mut words = Vec::new();
        for (index, draft) in (0u32..).zip(&drafts) {
            let sketch = &mut self.sketches[draft.name.entity.0 as usize];
            sketch.count += 1;
            let full = match draft.name.form {
                Form::Full => 10 + draft.words,
                Form::Surname | Form::Short => 3,
                Form::Given => 2,
                Form::Acronym => 1,
                Form::Demonym => 0,
            };
            // A later mention counts only where it is fuller.
            if sketch.count == 1 || full > sketch.longest.0 && !draft.display {
                sketch.longest = (full, index);
            }
            if draft.name.form == Form::Acronym {
                sketch.acronym.get_or_insert(index);
            }
        }
        // What was registered and never mentioned is left out.
        let mut ids = vec![EntityId(0); self.sketches.len()];
        let mentioned = ids.iter_mut().zip(&self.sketches).filter(|(_, s)| s.count > 0);
        for (next, (id, _)) in (0..).zip(mentioned) {
            *id = EntityId(next);
        }
        for draft in &mut drafts {
            draft.name.entity = ids[draft.name.entity.0 as usize];
        }
        self.sketches.retain(|s| s.count > 0);
        let kinds: Vec<Kind> = self.sketches.iter().map(|s| kind_of(&s.votes)).collect();
        let mut regions = PerRegion::collect(article.article(), |_, _, _: &mut Vec<Name>| {});
        let mut names = Vec::with_capacity(drafts.len());
        let mut starts = Vec::with_capacity(article.article().regions.len() + 1);
        for draft in drafts {
            let mut name = draft.name;
            while starts.len() <= name.region as usize {
                starts.push(names.len() as u32);
            }
            name.kind = if name.form == Form::Demonym { Kind::Other } else { kinds[name.entity.0 as usize] };
            if name.kind != Kind::Person {
                (name.parts, name.role, name.age) = (None, None, None);
            }
            if let Some(parts) = name.parts.as_ref().filter(|_| matches!(name.form, Form::Full | Form::Surname)) {
                surnames.push((parts.surname_key, name.entity));
            }
            let own = article.tokens().of(name.region).get(name.first as usize..name.last as usize).unwrap_or(&[]);
            words.extend(own.iter().filter(|t| t.kind == TokenKind::Word).map(|t| (t.key, name.entity)));
            names.push(name);
        }
        while starts.len() <= article.article().regions.len() {
            starts.push(names.len() as u32);
        }
        for table in [&mut surnames, &mut words] {
            table.sort_unstable();
            table.dedup();
        }
        let (entities, mentions) = gather(&self.sketches, &kinds, &names);
        regions.items = names;
        regions.starts = starts;
        Names { names: regions, entities, mentions, surnames, words }
    }
}

/// The entities, and their mentions one entity after the other.
fn gather(sketches: &[Sketch], kinds: &[Kind], names: &[Name]) -> (Vec<Entity>, Vec<u32>) {
    let mut at = 0;
    let mut entities: Vec<Entity> = sketches
        .iter()
        .zip(kinds)
        .map(|(sketch, kind)| {
            let mentions = at..at;
            at += sketch.count;
            Entity {
                kind: *kind,
                canonical: sketch.longest.1,
                acronym: sketch.acronym,
                expansion: sketch.expansion,
                mentions,
            }
        })
        .collect();
    let mut mentions = vec![0; names.len()];
    for (index, name) in (0u32..).zip(names) {
        let range = &mut entities[name.entity.0 as usize].mentions;
        mentions[range.end as usize] = index;
        range.end += 1;
    }
    (entities, mentions)
}

fn kind_of(votes: &[u32; 4]) -> Kind {
    let mut best = 3;
    for (index, count) in votes.iter().enumerate() {
        if *count > votes[best] || *count == votes[best] && *count > 0 && index < best {
            best = index;
        }
    }
    KINDS[best]
}
