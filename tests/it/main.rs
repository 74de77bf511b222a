mod import;
mod text_digest;
