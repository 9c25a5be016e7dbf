//! XML, one child at a time: a small tree of elements with their texts and lines, used again for the next child. Document types
//! and entities are refused, so nothing can be made to grow or be fetched.

use super::encoding::{Encoding, Text, Trouble};
use super::{CHUNK, MAX_CHILD_BYTES, MAX_CHILD_ELEMENTS, MAX_XML_DEPTH, MAX_XML_TOKEN_BYTES, Meter};
use crate::refusal::Refusal;
use crate::source::Source;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

/// An element of a tree.
#[derive(Debug)]
pub struct Element {
    name: (usize, usize),
    text: (usize, usize),
    /// The element's line.
    pub line: u32,
    depth: usize,
    end: usize,
    seen: Cell<bool>,
}

/// The elements of one child (or of the header), in the order of the file.
#[derive(Debug, Default)]
pub struct Tree {
    elements: Vec<Element>,
    strings: String,
    strays: Vec<(usize, usize, u32)>,
    open: Vec<usize>,
    pending: String,
}

/// One element of a tree with what is inside it.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    tree: &'a Tree,
    at: usize,
}

impl Tree {
    /// Its outermost element.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.elements.is_empty()).then_some(Node { tree: self, at: 0 })
    }

    /// Elements with text that nobody has looked at.
    pub fn unseen(&self) -> impl Iterator<Item = Node<'_>> {
        let nodes = (0..self.elements.len()).map(|at| Node { tree: self, at });
        nodes.filter(|node| !node.text().is_empty() && !node.element().is_some_and(|element| element.seen.get()))
    }

    /// Text that stands between elements, with its line.
    pub fn strays(&self) -> impl Iterator<Item = (&str, u32)> {
        self.strays
            .iter()
            .map(|(from, to, line)| (self.strings.get(*from..*to).unwrap_or(""), *line))
    }

    fn clear(&mut self) {
        self.elements.clear();
        self.strings.clear();
        self.strays.clear();
        self.open.clear();
        self.pending.clear();
    }

    fn keep(&mut self, text: &str) -> (usize, usize) {
        let from = self.strings.len();
        self.strings.push_str(text.trim());
        (from, self.strings.len())
    }

    fn start(&mut self, name: &str, line: u32) {
        self.take_pending(line);
        let name = self.keep(name);
        let (depth, end) = (self.open.len(), self.elements.len() + 1);
        self.open.push(self.elements.len());
        self.elements.push(Element {
            name,
            text: (0, 0),
            line,
            depth,
            end,
            seen: Cell::new(false),
        });
    }

    fn end(&mut self, line: u32) {
        let count = self.elements.len();
        let Some(at) = self.open.pop() else { return };
        let is_leaf = at + 1 == count;
        if is_leaf {
            let text = std::mem::take(&mut self.pending);
            let range = self.keep(&text);
            self.pending = text;
            self.pending.clear();
            if let Some(element) = self.elements.get_mut(at) {
                element.text = range;
            }
        } else {
            self.take_pending(line);
        }
        if let Some(element) = self.elements.get_mut(at) {
            element.end = count;
        }
    }

    /// Text before a start or after an end belongs to no value.
    fn take_pending(&mut self, line: u32) {
        if !self.pending.trim().is_empty() {
            let text = std::mem::take(&mut self.pending);
            let (from, to) = self.keep(&text);
            self.strays.push((from, to, line));
            self.pending = text;
        }
        self.pending.clear();
    }
}

impl<'a> Node<'a> {
    fn element(&self) -> Option<&'a Element> {
        self.tree.elements.get(self.at)
    }

    fn string(&self, range: (usize, usize)) -> &'a str {
        self.tree.strings.get(range.0..range.1).unwrap_or("")
    }

    /// Its name, without a prefix.
    pub fn name(&self) -> &'a str {
        self.element().map_or("", |element| self.string(element.name))
    }

    /// Its text, without space around it; empty for a group.
    pub fn text(&self) -> &'a str {
        self.element().map_or("", |element| self.string(element.text))
    }

    /// Its line.
    pub fn line(&self) -> u32 {
        self.element().map_or(0, |element| element.line)
    }

    /// Says that it has been looked at.
    pub fn see(&self) {
        if let Some(element) = self.element() {
            element.seen.set(true);
        }
    }

    /// The elements directly inside it.
    pub fn children(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let (tree, mut at) = (self.tree, self.at + 1);
        let end = self.element().map_or(0, |element| element.end);
        std::iter::from_fn(move || {
            let element = tree.elements.get(at).filter(|_| at < end)?;
            let node = Node { tree, at };
            at = element.end;
            Some(node)
        })
    }

    /// The elements of this name directly inside it.
    pub fn all(&self, name: &'a str) -> impl Iterator<Item = Node<'a>> + use<'a> {
        self.children().filter(move |node| node.name() == name)
    }

    /// The first element of this name directly inside it.
    pub fn child(&self, name: &str) -> Option<Node<'a>> {
        self.children().find(|node| node.name() == name)
    }

    /// The text of the first element of this name directly inside it, which counts as looked at; empty where there is none.
    pub fn value(&self, name: &str) -> &'a str {
        match self.child(name) {
            Some(node) => {
                node.see();
                node.text()
            }
            None => "",
        }
    }

    /// How deep it stands in its tree; 0 for the outermost.
    pub fn depth(&self) -> usize {
        self.element().map_or(0, |element| element.depth)
    }
}

/// Counts the lines of what is taken from it.
struct Lines<'a> {
    text: BufReader<Text<'a>>,
    line: Rc<Cell<u64>>,
}

impl Read for Lines<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?.read(out)?;
        self.consume(bytes);
        Ok(bytes)
    }
}

impl BufRead for Lines<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.text.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        let taken = self.text.buffer().get(..bytes).unwrap_or_default();
        let lines = taken.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.line.set(self.line.get() + lines);
        self.text.consume(bytes);
    }
}

/// What a walk through a file visits.
pub(crate) struct Visits<'v> {
    /// The names of the outermost element that the format has.
    pub(crate) root: &'static str,
    /// The elements that are handed over as trees, wherever they stand.
    pub(crate) trees: &'static [&'static str],
    /// Called with each such tree.
    pub(crate) tree: &'v mut dyn FnMut(&Tree) -> Result<(), Refusal>,
    /// Called with text that stands outside of them, and its line.
    pub(crate) stray: &'v mut dyn FnMut(&str, u32),
}

/// No more texts that stand outside of children are kept for the notes, and of each no more bytes: a file may hold nothing else.
const MAX_STRAYS: usize = 1_000;
const MAX_STRAY_BYTES: usize = 200;

/// Keeps a text that stands outside of the children, for the notes at the end.
pub(crate) fn keep_stray(strays: &mut Vec<(String, u32)>, text: &str, line: u32) {
    if strays.len() < MAX_STRAYS {
        let end = text.floor_char_boundary(MAX_STRAY_BYTES);
        strays.push((text.get(..end).unwrap_or_default().to_owned(), line));
    }
}

/// Walks through a file from its first byte to its last.
pub(crate) fn walk(
    source: &mut Source,
    encoding: Encoding,
    meter: &Meter,
    visits: &mut Visits<'_>,
) -> Result<(), Refusal> {
    let name = source.name().to_owned();
    let text = Text::open(source, encoding, meter)?;
    let allowance = text.allowance();
    let line = Rc::new(Cell::new(1));
    let mut reader = Reader::from_reader(Lines {
        text: BufReader::with_capacity(CHUNK, text),
        line: Rc::clone(&line),
    });
    let mut walker = Walker {
        name,
        line,
        tree: Tree::default(),
        outside: Vec::new(),
        begun: false,
        closed: false,
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        allowance.set(MAX_XML_TOKEN_BYTES);
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return walker.finish(),
            Ok(event) => walker.take(event, visits)?,
            Err(error) => return Err(walker.broken(&error)),
        }
    }
}

struct Walker {
    name: String,
    line: Rc<Cell<u64>>,
    tree: Tree,
    outside: Vec<String>,
    begun: bool,
    closed: bool,
}

impl Walker {
    fn refuse(&self, reason: impl Into<String>, what_to_do: &str) -> Refusal {
        Refusal::of(&self.name, reason, what_to_do).at(self.line.get())
    }

    fn row(&self) -> u32 {
        u32::try_from(self.line.get()).unwrap_or(u32::MAX)
    }

    fn take(&mut self, event: Event<'_>, visits: &mut Visits<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(start) => self.start(start.local_name().into_inner(), visits),
            Event::Empty(start) => {
                self.start(start.local_name().into_inner(), visits)?;
                self.end(visits)
            }
            Event::End(_) => self.end(visits),
            Event::Text(text) => self.text(&text, visits),
            Event::CData(text) => self.text(&text, visits),
            Event::GeneralRef(reference) => {
                let letter = self.letter(&reference)?;
                let mut bytes = [0; 4];
                self.text(letter.encode_utf8(&mut bytes), visits)
            }
            Event::DocType(_) => Err(self.refuse(
                "The file declares a document type or entities, which no return needs",
                "Take the DOCTYPE out, or export the file again",
            )),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn start(&mut self, name: &str, visits: &Visits<'_>) -> Result<(), Refusal> {
        if !self.begun && name != visits.root {
            let reason = format!("The file begins with <{name}>; looked for <{}>", visits.root);
            return Err(self.refuse(reason, "Check that this is the file of the format you named"));
        }
        if self.closed {
            return Err(self.refuse(
                format!("<{name}> stands after the end of <{}>", visits.root),
                "Export the file again",
            ));
        }
        self.begun = true;
        if self.outside.len() + self.tree.open.len() >= MAX_XML_DEPTH {
            return Err(self.refuse(
                format!("Elements are nested more than {MAX_XML_DEPTH} deep"),
                "This is not a file of the format: export it again",
            ));
        }
        if !self.tree.open.is_empty() || visits.trees.contains(&name) {
            if self.tree.elements.len() >= MAX_CHILD_ELEMENTS || self.tree.strings.len() > MAX_CHILD_BYTES {
                return Err(self.refuse(
                    "One child has more elements or text than any real child",
                    "Check the file from this line on",
                ));
            }
            self.tree.start(name, self.row());
        } else {
            self.outside.push(name.to_owned());
        }
        Ok(())
    }

    fn end(&mut self, visits: &mut Visits<'_>) -> Result<(), Refusal> {
        if self.tree.open.is_empty() {
            self.outside.pop();
            self.closed = self.outside.is_empty();
            return Ok(());
        }
        self.tree.end(self.row());
        if self.tree.open.is_empty() {
            (visits.tree)(&self.tree)?;
            self.tree.clear();
        }
        Ok(())
    }

    fn text(&mut self, text: &str, visits: &mut Visits<'_>) -> Result<(), Refusal> {
        if self.tree.open.is_empty() {
            if !text.trim().is_empty() {
                (visits.stray)(text.trim(), self.row());
            }
            return Ok(());
        }
        if self.tree.pending.len() + text.len() > MAX_XML_TOKEN_BYTES {
            return Err(self.refuse(
                "A text is longer than any answer of the format",
                "Check the file at this line",
            ));
        }
        self.tree.pending.push_str(text);
        Ok(())
    }

    fn letter(&self, reference: &BytesRef<'_>) -> Result<char, Refusal> {
        if let Ok(Some(letter)) = reference.resolve_char_ref() {
            return Ok(letter);
        }
        let name: &str = reference;
        match name {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            // Its name may be a piece of somebody’s text, so it is not said.
            _ => Err(self.refuse(
                "The file uses an entity that is not one of XML’s own",
                "Entities are not read: export the file again without them",
            )),
        }
    }

    fn finish(&self) -> Result<(), Refusal> {
        if self.closed {
            return Ok(());
        }
        if !self.begun {
            return Err(self.refuse("The file has no elements", "Check that it is XML"));
        }
        let names = self.outside.iter().map(String::as_str);
        let inner = self
            .tree
            .open
            .iter()
            .filter_map(|at| self.tree.elements.get(*at))
            .map(|element| self.tree.strings.get(element.name.0..element.name.1).unwrap_or(""));
        let last = names.chain(inner).last().unwrap_or("").to_owned();
        Err(self.refuse(
            format!("The file is cut off: <{last}> is not closed"),
            "Export it again; nothing of it was taken",
        ))
    }

    fn broken(&self, error: &quick_xml::Error) -> Refusal {
        if let quick_xml::Error::Io(error) = error {
            return Trouble::refusal(&self.name, error);
        }
        self.refuse(
            format!("The file is not sound XML, or is cut off ({error})"),
            "Export it again; nothing of it was taken",
        )
    }
}
