//! The pipeline: components in order, each adding layers to the document that later ones build on.
//!
//! A component states which layers it requires and which it adds; an order in which one lacks what it requires does
//! not build. Components of the first kind decode the network's scores window by window; those of the second read the
//! whole document and need no scores.

use tacitus_knowledge::Knowledge;

use crate::document::Document;
use crate::error::{Error, Kind};
use crate::model::{Before, Coreference};
use crate::scores::Scores;

/// The layers of a [`Document`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layer {
    /// Where sentences begin and end.
    Sentences,
    /// Part of speech, lemma, tree.
    Syntax,
    /// Mentions.
    Mentions,
    /// Sources, cues and contents.
    Attributions,
    /// Attributions mended and completed by the tree.
    Reports,
    /// Events with the words of their arguments.
    Events,
    /// Arguments of events that the tree shows.
    Roles,
    /// Time expressions.
    Times,
    /// Numbers with what they count.
    Quantities,
    /// The mentions that arguments and sources are.
    Participants,
    /// Entities.
    Entities,
    /// What is known of entities.
    Actors,
    /// The two that take part where a text says "both".
    Both,
    /// Which place of a name is meant, and where it lies.
    Places,
    /// Speech acts of attributions.
    Statements,
    /// When, where and by whose account events happened.
    Circumstances,
    /// Disputes.
    Disputes,
}

/// How a component works on a document.
enum Work {
    /// On one window's scores.
    Window(fn(&mut Document, &Scores, &[Before])),
    /// On the whole document.
    Document(fn(&mut Document, &Knowledge)),
    /// On the whole document, with the scorer of antecedents.
    Links(fn(&mut Document, &Knowledge, &Coreference)),
}

/// A step that adds a layer.
pub struct Component {
    requires: &'static [Layer],
    adds: Layer,
    work: Work,
}

/// Components in an order that holds.
pub struct Pipeline {
    components: Vec<Component>,
}

impl Pipeline {
    /// A pipeline of components.
    ///
    /// # Errors
    /// [`Kind::Order`] if a component requires a layer that none before it adds, or if one that reads scores comes
    /// after one that reads the whole document.
    pub fn new(components: Vec<Component>) -> Result<Self, Error> {
        let mut there: Vec<Layer> = Vec::new();
        let mut whole = false;
        for component in &components {
            if let Some(lacking) = component.requires.iter().find(|l| !there.contains(l)) {
                return Err(Error::new(Kind::Order, format!("{:?} requires {lacking:?}", component.adds)));
            }
            let window = matches!(component.work, Work::Window(_));
            if window && whole {
                return Err(Error::new(
                    Kind::Order,
                    format!("{:?} reads scores and comes after a component that reads the document", component.adds),
                ));
            }
            whole |= !window;
            there.push(component.adds);
        }
        Ok(Pipeline { components })
    }

    /// The pipeline of `parse`: sentences and syntax.
    pub fn parse() -> Result<Self, Error> {
        Pipeline::new(vec![sentences(), syntax()])
    }

    /// The pipeline of `code`: all layers.
    pub fn code() -> Result<Self, Error> {
        use Layer::*;
        let document = |requires, adds, work| Component { requires, adds, work: Work::Document(work) };
        Pipeline::new(vec![
            sentences(),
            syntax(),
            Component {
                requires: &[Syntax],
                adds: Mentions,
                work: Work::Window(|d, s, _| crate::mentions::decode(d, s)),
            },
            Component {
                requires: &[Syntax],
                adds: Attributions,
                work: Work::Window(|d, s, _| crate::attribution::decode(d, s)),
            },
            Component {
                requires: &[Syntax, Mentions],
                adds: Events,
                work: Work::Window(|d, s, _| crate::events::decode(d, s)),
            },
            document(&[Sentences, Syntax], Times, |d, _| crate::tense::add_times(d)),
            document(&[Sentences, Times], Quantities, |d, _| {
                d.quantities = crate::quantities::find(&d.input.text, &d.words, &d.times, &d.sentences)
            }),
            document(&[Syntax, Attributions], Reports, crate::reports::complete),
            document(&[Syntax, Mentions, Reports, Events], Roles, crate::roles::complete),
            document(&[Syntax, Mentions, Reports, Roles], Participants, crate::participants::resolve),
            Component {
                requires: &[Syntax, Mentions, Attributions, Participants],
                adds: Entities,
                work: Work::Links(crate::coreference::resolve),
            },
            document(&[Entities], Actors, crate::actors::resolve),
            document(&[Actors, Roles], Both, |d, _| crate::both::resolve(d)),
            document(&[Actors], Places, crate::places::locate),
            document(&[Syntax, Attributions, Entities], Statements, crate::statements::describe),
            document(&[Times, Places, Statements, Events], Circumstances, |d, _| crate::circumstances::attach(d)),
            document(&[Statements, Actors, Circumstances], Disputes, crate::disputes::find),
        ])
    }

    /// Runs the components that decode scores on one window.
    pub fn window(&self, document: &mut Document, scores: &Scores, gaps: &[Before]) {
        for component in &self.components {
            if let Work::Window(work) = component.work {
                work(document, scores, gaps);
            }
        }
    }

    /// Runs the components that read the whole document.
    pub fn document(&self, document: &mut Document, knowledge: &Knowledge, antecedents: &Coreference) {
        for component in &self.components {
            match component.work {
                Work::Window(_) => {}
                Work::Document(work) => work(document, knowledge),
                Work::Links(work) => work(document, knowledge, antecedents),
            }
        }
    }
}

fn sentences() -> Component {
    Component { requires: &[], adds: Layer::Sentences, work: Work::Window(crate::sentences::decode) }
}

fn syntax() -> Component {
    Component {
        requires: &[Layer::Sentences],
        adds: Layer::Syntax,
        work: Work::Window(|d, s, _| crate::syntax::decode(d, s)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pipelines_hold() {
        assert!(Pipeline::parse().is_ok());
        assert!(Pipeline::code().is_ok());
    }

    #[test]
    fn a_component_before_what_it_requires_is_refused() {
        let error = Pipeline::new(vec![syntax(), sentences()]).err().expect("syntax requires sentences");
        assert_eq!(error.kind, Kind::Order);
    }
}
