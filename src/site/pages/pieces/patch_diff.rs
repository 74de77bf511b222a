//! The diff of a patch on a page, with what is said of its lines below them.

use std::collections::BTreeMap;

use pulldown_cmark_escape::escape_html;

use crate::diff::{File, Move};
use crate::site::pages::context::Context;
use crate::site::pages::title::clip;
use crate::site::said::{Cut, FileCut, Kind, Line, Piece};
use crate::site::view::{CommentThread, DiffFile, DiffPiece, PatchDiff};

/// Files of a patch that are unfolded with it: as many, with this many bytes together.
const OPEN_FILES: usize = 8;
const OPEN_BYTES: usize = 12_000;

/// What is shown of a diff. `threads` are those below its lines, by the numbers of these.
pub fn view(context: &Context, cut: &Cut, mut threads: BTreeMap<usize, Vec<CommentThread>>) -> PatchDiff {
    let is_open = cut.files.len() <= OPEN_FILES && cut.size <= OPEN_BYTES;
    let files = cut.files.iter().map(|file| {
        let pieces: Vec<DiffPiece> =
            file.pieces.iter().map(|piece| view_piece(context, piece, &mut threads)).collect();
        let comments =
            pieces.iter().flat_map(|piece| &piece.threads).map(|thread| thread.comments.len()).sum();
        DiffFile { is_open: is_open || comments > 0, comments, pieces, ..header(context, file) }
    });
    PatchDiff { files: files.collect(), left_out: cut.left_out }
}

/// What stands for a diff in an outline: its name, and all that is said of its lines.
pub fn outline(name: String, threads: BTreeMap<usize, Vec<CommentThread>>) -> PatchDiff {
    let piece = |(line, threads): (usize, _)| DiffPiece { html: line.to_string(), threads };
    let pieces = threads.into_iter().map(piece).collect();
    let file = DiffFile { name, pieces, ..DiffFile::default() };
    PatchDiff { files: vec![file], left_out: 0 }
}

fn header(context: &Context, cut: &FileCut) -> DiffFile {
    let FileCut { file, is_binary, added, removed, .. } = cut;
    let name = |path: Option<&str>| path.map(|path| clip(&context.site.addresses.scrub(path)));
    let (old, new) = (file.old.as_deref(), file.new.as_deref());
    DiffFile {
        old_name: name(old.filter(|&old| new.is_some_and(|new| new != old))),
        name: name(new.or(old)).unwrap_or_else(|| context.text("unnamed-file")),
        change: change(file).map_or(String::new(), |id| context.text(id)),
        is_binary: *is_binary,
        added: *added,
        removed: *removed,
        is_open: false,
        comments: 0,
        pieces: Vec::new(),
    }
}

/// The message that says what a patch does to a file besides changing its lines.
fn change(file: &File) -> Option<&'static str> {
    Some(match (file.added, file.deleted, file.moved, file.modes) {
        (true, ..) => "file-new",
        (_, true, ..) => "file-deleted",
        (_, _, Some(Move::Renamed), _) => "file-renamed",
        (_, _, Some(Move::Copied), _) => "file-copied",
        (.., (Some(old), Some(new))) if old != new => "file-mode",
        _ => return None,
    })
}

fn view_piece(
    context: &Context,
    piece: &Piece,
    threads: &mut BTreeMap<usize, Vec<CommentThread>>,
) -> DiffPiece {
    let threads = piece.spot.and_then(|spot| threads.remove(&spot)).unwrap_or_default();
    DiffPiece { html: html(context, &piece.lines), threads }
}

/// Lines as HTML, those of one kind together. The signs stay, so the colour adds nothing.
fn html(context: &Context, lines: &[Line]) -> String {
    let mut html = String::with_capacity(lines.iter().map(|line| line.text.len() + 2).sum::<usize>() * 5 / 4);
    for run in lines.chunk_by(|one, next| one.kind == next.kind) {
        let (open, close) = match run[0].kind {
            Kind::Added => ("<ins>", "</ins>"),
            Kind::Removed => ("<del>", "</del>"),
            Kind::Context => ("", ""),
            Kind::Header | Kind::Gap => ("<span class=\"at\">", "</span>"),
        };
        html.push_str(open);
        for line in run {
            let text = if line.kind == Kind::Gap { "⋮" } else { line.text };
            escape_html(&mut html, &context.site.addresses.scrub(text)).expect("a string takes everything");
            html.push('\n');
        }
        html.push_str(close);
    }
    html
}
