//! Reads the census: first whether the file is whole, then child by child.

use super::shape::{CHILD, GROUPS, HEADER, ROOT};
use super::take;
use crate::fact::NoteKind;
use crate::reading::Meter;
use crate::reading::elements::{Tree, Visits, keep_stray, walk};
use crate::reading::encoding::Encoding;
use crate::refusal::Refusal;
use crate::source::Source;
use crate::taking::{Progress, Taking};

/// Whose numbers the children's ids are.
const SCHEME: &str = "LA_CHILD";
/// Progress is told every so many children.
const TICK_CHILDREN: u32 = 256;

pub(crate) fn read(
    sources: &mut [Source],
    taking: &mut Taking<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Refusal> {
    let mut encodings = Vec::with_capacity(sources.len());
    for source in sources.iter_mut() {
        encodings.push(check(source, progress.meter)?);
        progress.tick();
    }
    for (source, encoding) in sources.iter_mut().zip(encodings) {
        taking.file(source.name(), SCHEME);
        taking.note("", 0, "encoding", encoding.name(), NoteKind::About, "");
        GROUPS.iter().for_each(|group| taking.table(group));
        read_one(source, encoding, taking, progress)?;
        progress.tick();
    }
    Ok(())
}

fn check(source: &mut Source, meter: &Meter) -> Result<Encoding, Refusal> {
    let encoding = Encoding::detect(source)?;
    let name = source.name().to_owned();
    let mut children = 0_u64;
    let mut collection = None;
    let mut tree = |tree: &Tree| {
        let Some(root) = tree.root() else { return Ok(()) };
        if root.name() == HEADER {
            let details = root.child("CollectionDetails");
            collection = details.map(|details| details.value("Collection").to_owned());
        } else {
            children += 1;
        }
        Ok(())
    };
    let mut visits = Visits {
        root: ROOT,
        trees: &[CHILD, HEADER],
        tree: &mut tree,
        stray: &mut |_, _| {},
    };
    walk(source, encoding, meter, &mut visits)?;
    if let Some(collection) = collection.filter(|collection| !collection.is_empty() && collection != "CIN") {
        let reason = format!("The header says that this is the collection “{collection}”; looked for CIN");
        return Err(Refusal::of(
            &name,
            reason,
            "Choose the file of the children in need census",
        ));
    }
    if children == 0 {
        let reason = format!("There is no <{CHILD}> in the file");
        return Err(Refusal::of(
            &name,
            reason,
            "Check that this is the file of the children in need census",
        ));
    }
    Ok(encoding)
}

fn read_one(
    source: &mut Source,
    encoding: Encoding,
    taking: &mut Taking<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Refusal> {
    let meter = progress.meter;
    let mut strays = Vec::new();
    let mut children = 0_u32;
    let mut visit = |tree: &Tree| {
        match tree.root() {
            Some(root) if root.name() == HEADER => tell_header(tree, taking),
            Some(child) => take::take(child, taking),
            None => {}
        }
        for node in tree.unseen() {
            taking.note(
                "",
                node.line(),
                node.name(),
                node.text(),
                NoteKind::Unknown,
                "the element was not read",
            );
        }
        for (text, line) in tree.strays() {
            taking.note("", line, "text between elements", text, NoteKind::Unknown, "");
        }
        children = children.wrapping_add(1);
        if children.is_multiple_of(TICK_CHILDREN) {
            progress.tick();
        }
        Ok(())
    };
    let mut stray = |text: &str, line: u32| keep_stray(&mut strays, text, line);
    let mut visits = Visits {
        root: ROOT,
        trees: &[CHILD, HEADER],
        tree: &mut visit,
        stray: &mut stray,
    };
    walk(source, encoding, meter, &mut visits)?;
    for (text, line) in strays {
        taking.note("", line, "text between elements", &text, NoteKind::Unknown, "");
    }
    Ok(())
}

/// The header says what the file is; none of it is about a child.
fn tell_header(tree: &Tree, taking: &mut Taking<'_>) {
    let Some(header) = tree.root() else { return };
    for group in header.children() {
        for node in group.children().chain([group]).filter(|node| !node.text().is_empty()) {
            node.see();
            taking.note("", node.line(), node.name(), node.text(), NoteKind::About, "");
        }
    }
}
