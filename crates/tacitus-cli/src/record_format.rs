//! The formats that records are written in, as a flag has them.

use std::sync::LazyLock;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use tacitus_write::Format;

/// A format that records are written in: whichever the library has.
#[derive(Debug, Clone, Copy)]
pub struct RecordFormat(pub Format);

impl ValueEnum for RecordFormat {
    fn value_variants<'a>() -> &'a [RecordFormat] {
        static ALL: LazyLock<Vec<RecordFormat>> = LazyLock::new(|| Format::ALL.into_iter().map(RecordFormat).collect());
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = self.0.described();
        Some(PossibleValue::new(name).help(help))
    }
}
