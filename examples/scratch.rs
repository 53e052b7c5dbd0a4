use copydesk::annotate::Annotated;
use copydesk::article::*;
use copydesk::source::FileId;
fn main(){ use std::io::Read; let mut t=String::new(); std::io::stdin().read_to_string(&mut t).unwrap(); let mut a=Article::new(FileId(0),"plain"); let mut at=0;
 for p in t.trim_end().split("\n\n"){ a.regions.push(Region::new(if at==0 && std::env::args().nth(1).is_some(){Role::Headline}else{Role::Paragraph},Text::verbatim(p,at))); at+=p.len() as u32+2;}
 let ann=Annotated::new(&a); let at=ann.attributions(); for x in at.all(){ println!("{:?} [{}] src={:?} {:?} nested={} {:?} ante={:?} content={:?}",x.kind,a.text(x.cue),x.source.map(|s|a.text(s.place)),x.source.map(|s|s.kind),x.nested,x.directness,x.antecedent,at.content(x).iter().map(|p|a.text(*p)).collect::<Vec<_>>()); } }
