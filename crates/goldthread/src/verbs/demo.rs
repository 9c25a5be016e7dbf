//! `demo`: an authority of invented people, made on first run and served.

use super::serve::{app, log, serve};
use crate::command::Demo;
use crate::machine::ThisMachine;
use crate::output::Bar;
use crate::{Done, database, output};
use service::demonstration::{self, COUNCIL, SIGN_INS};

/// Makes the demonstration where there is none yet, and serves it.
pub fn run(options: &Demo) -> Done {
    log();
    let path = options.data.join("goldthread.sqlite");
    let first = !path.exists();
    let service = database::start(database::journal(&path, true)?, database::practice(None)?)?;
    if first || !demonstration::is_made(&service).map_err(|error| error.to_string())? {
        let bar = Bar::new("Making the demonstration");
        demonstration::make(&service, &ThisMachine, &mut |done, of| bar.set(done, of))
            .map_err(|error| error.to_string())?;
    }
    let (people, entries) = service.book().counts();
    output::line(format_args!(
        "Goldthread, a demonstration with invented people: {people} people, {entries} entries."
    ))?;
    output::line(format_args!(
        "Open http://{} and sign in as one of these:",
        options.listen
    ))?;
    for sign_in in SIGN_INS {
        output::line(format_args!(
            "  {:<34} {:<12} {}",
            sign_in.role.label(),
            sign_in.name,
            sign_in.password
        ))?;
    }
    let mut app = app(service, COUNCIL, false);
    app.sign_in_note = SIGN_INS;
    serve(app, &options.listen)
}
