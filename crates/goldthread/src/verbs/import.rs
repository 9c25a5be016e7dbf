//! `import`: files of others into the record.

use crate::command::{Format as Written, Import};
use crate::machine::ThisMachine;
use crate::output::Bar;
use crate::{Done, Outcome, database, output};
use record::{Day, Role};
use returns::{Format, Options, Source};
use serde_json::{Value, json};
use service::Machine;
use service::importing::{By, Imported, NotImported};
use service::users::importer;

/// Imports.
pub fn run(options: &Import) -> Done {
    let format = Format::of(&options.kind).ok_or_else(|| {
        let codes: Vec<&str> = Format::ALL.iter().map(|format| format.code()).collect();
        format!(
            "“{}” is not a format that can be read. Write one of {}",
            options.kind,
            codes.join(", ")
        )
    })?;
    let year_end = options.year_end.as_deref().map(Day::read).transpose()?;
    let mut sources = Source::open_all(&options.paths).map_err(|refusal| refusal.to_string())?;
    let passed_over = Source::passed_over(&options.paths).map_err(|refusal| refusal.to_string())?;
    if !passed_over.is_empty() {
        eprintln!(
            "Not read, since only .csv, .txt, .tsv and .xml files of a folder are: {}.",
            passed_over.join(", ")
        );
    }
    let service = database::service(&options.database, true)?;
    let by = By {
        worker: importer(),
        role: Role::Administrator,
        now: ThisMachine.now(),
        whole_or_nothing: options.whole_or_nothing,
    };
    let bar = Bar::new("Reading the files");
    let imported = service.import(&mut sources, format, &Options { year_end }, by, &mut |done, of| {
        bar.set(done, of)
    });
    drop(bar);
    match imported {
        Ok(imported) => {
            report(options.format, &imported)?;
            Ok(if imported.set_aside.is_empty() {
                Outcome::Fine
            } else {
                Outcome::Found
            })
        }
        Err(NotImported::Refused(refusal)) => Err(refusal.to_string()),
        Err(NotImported::SetAside(rows)) => {
            let lines: Vec<String> = rows
                .iter()
                .map(|row| format!("{}, row {}: {}", row.file, row.row, row.reason))
                .collect();
            Err(format!(
                "Nothing was taken: {} rows would have to be set aside.\n{}",
                rows.len(),
                lines.join("\n")
            ))
        }
        Err(NotImported::Failed(error)) => Err(error.to_string()),
    }
}

fn report(format: Written, imported: &Imported) -> Result<(), String> {
    match format {
        Written::Json => {
            let body = serde_json::to_value(imported).map_err(|error| error.to_string())?;
            output::line(body)
        }
        Written::Csv | Written::Table => {
            let rows: Vec<Vec<Value>> = imported
                .report
                .tables
                .iter()
                .map(|table| {
                    vec![
                        json!(table.file),
                        json!(table.table),
                        json!(table.rows_read),
                        json!(table.rows_taken),
                        json!(table.rows_repeated),
                        json!(table.rows_set_aside),
                        json!(table.rows_not_held),
                    ]
                })
                .collect();
            output::list(
                format,
                &["file", "table", "read", "taken", "repeated", "set aside", "not held"],
                &rows,
            )?;
            for row in &imported.set_aside {
                eprintln!("Set aside: {}, row {}: {}", row.file, row.row, row.reason);
            }
            if imported.rows_set_aside > imported.set_aside.len() as u64 {
                eprintln!("Only the first {} rows set aside are listed.", imported.set_aside.len());
            }
            eprintln!(
                "{} rows read, {} taken, {} repeated, {} set aside, {} not held. {} entries added ({} of them corrections); {} facts were known already.",
                imported.rows_read,
                imported.rows_taken,
                imported.rows_repeated,
                imported.rows_set_aside,
                imported.rows_not_held,
                imported.entries_added,
                imported.entries_corrected,
                imported.facts_known
            );
            Ok(())
        }
    }
}
