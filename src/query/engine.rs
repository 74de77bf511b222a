//! Runs the search's own scripts, as a browser does.

use rquickjs::context::EvalOptions;
use rquickjs::{CatchResultExt, Context, Ctx, Function, Promise, Runtime};
use serde::Deserialize;

use crate::search::MANIFEST;

/// What of [`MANIFEST`] says which script reads the index. It has all others in it, or asks for them.
#[derive(Deserialize)]
struct Index {
    script: String,
}

/// Bytes that the scripts may use.
const MOST_BYTES: usize = 2 << 30;
/// Bytes of their stack.
const STACK: usize = 4 << 20;

/// How often the engine may ask whether to go on: after every 10,000 steps or so. Searches of large sites take a thousandth of it.
const MOST_STEPS: u32 = 1_000_000;

/// What the worker answers to a request, both as JSON. `file` gives the text of a file by its path in the site; what is
/// missing at the end is named in the answer. What goes wrong in the scripts is an error.
pub fn ask(request: &str, file: impl Fn(&str) -> Option<String> + 'static) -> Result<String, String> {
    let index = file(MANIFEST).ok_or_else(|| format!("has no {MANIFEST}"))?;
    let Index { script } = serde_json::from_str(&index).map_err(|error| format!("{MANIFEST}: {error}"))?;
    let worker = file(&script).ok_or_else(|| format!("has no {script}"))?;
    let context = context().map_err(|error| error.to_string())?;
    context.with(|ctx| {
        let run = || -> rquickjs::Result<String> {
            let file = Function::new(ctx.clone(), move |path: String| file(&path))?;
            ctx.globals().set("lorepressFile", file)?;
            eval(&ctx, include_str!("worker.js"))?;
            eval(&ctx, &worker)?;
            let ask: Function = ctx.globals().get("lorepressAsk")?;
            ask.call::<_, Promise>((request,))?.finish()
        };
        run().catch(&ctx).map_err(|error| error.to_string())
    })
}

fn context() -> rquickjs::Result<Context> {
    let runtime = Runtime::new()?;
    runtime.set_memory_limit(MOST_BYTES);
    runtime.set_max_stack_size(STACK);
    let mut left = MOST_STEPS;
    let is_too_long = move || {
        left = left.saturating_sub(1);
        left == 0
    };
    runtime.set_interrupt_handler(Some(Box::new(is_too_long)));
    Context::full(&runtime)
}

/// Runs a script as a browser runs those without `type="module"`.
fn eval(ctx: &Ctx, script: &str) -> rquickjs::Result<()> {
    let mut options = EvalOptions::default();
    options.strict = false;
    ctx.eval_with_options::<(), _>(script, options)
}
