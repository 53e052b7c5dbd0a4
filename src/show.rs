//! stub
use crate::{article::Article, source::SourceFile};
pub fn article(_: &Article, _: &SourceFile) -> String {
    String::new()
}
