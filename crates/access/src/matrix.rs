//! The reference page of access, made from the rules themselves: `docs/reference/access.md`.

use crate::act::{Act, ActSet};
use crate::class_set::{ClassSet, class_label};
use crate::relation::Relation;
use crate::roles::{BREAK_GLASS_ROLES, SAFEGUARDING};
use crate::row::row;
use crate::rules::{Rule, rules};
use crate::service_roles::SERVICE_ROWS;
use record::{Class, Role};

/// The page in Markdown: the rules in the order in which they are tried, then role by role what each relation allows.
pub fn matrix_markdown() -> String {
    let mut page = String::from(INTRODUCTION);
    page.push_str("\n## The rules, in the order in which they are tried\n\n");
    page.push_str("| step | rule | answer | says | source |\n|---|---|---|---|---|\n");
    for rule in rules() {
        page.push_str(&rule_line(&rule));
    }
    page.push_str("\n## What each role may do with a person’s record\n\nA role that is not here, or a relation that is not under it, allows nothing.\n");
    for role in Role::ALL {
        page.push_str(&role_part(*role));
    }
    page.push_str("\n## What each role may do with the service as a whole\n\n| role | may | purpose | rule |\n|---|---|---|---|\n");
    for role in Role::ALL {
        for row in SERVICE_ROWS.iter().filter(|row| row.roles.contains(role)) {
            let line = format!(
                "| {} | {} | {} | `{}` |\n",
                role.label(),
                acts(row.acts),
                lower(row.purpose.label()),
                row.id
            );
            page.push_str(&line);
        }
    }
    page.push_str("\n## Break-glass\n\n");
    let who: Vec<String> = BREAK_GLASS_ROLES.iter().map(|role| lower(role.label())).collect();
    page.push_str(&format!(
        "May open one child: {}.\n\nShows: {}.\n",
        who.join(", "),
        classes(SAFEGUARDING)
    ));
    page
}

const INTRODUCTION: &str = "# Access: who may see and do what

Made from the rules in `crates/access` by its tests; do not edit it by hand. To renew it: `UPDATE_EXPECT=1 cargo test -p access`.

One function decides every read, write, listing, count, search and export. It looks at who asks and in what role, what ties them
to the person now, the state of the record, the act, the purpose and the instant. What no rule allows is denied, and a denial looks
like “not found” from outside.
";

fn rule_line(rule: &Rule) -> String {
    let answer = match (rule.allows, rule.tells_manager) {
        (true, _) => "allow",
        (false, true) => "deny, tell the manager",
        (false, false) => "deny",
    };
    format!(
        "| {} | `{}` | {answer} | {} | {} |\n",
        rule.step, rule.id, rule.words, rule.source
    )
}

fn role_part(role: Role) -> String {
    let lines: String = Relation::ALL
        .iter()
        .filter_map(|relation| row(role, *relation))
        .map(|row| {
            let purposes: Vec<String> = row.purposes.iter().map(|purpose| lower(purpose.label())).collect();
            format!(
                "| {} | {} | {} | {} | `{}` |\n",
                row.relation.label(),
                purposes.join(" or (asked) "),
                acts(row.acts),
                classes(row.classes),
                row.id
            )
        })
        .collect();
    if lines.is_empty() {
        return format!("\n### {}\n\nNo person’s record, by any relation.\n", role.label());
    }
    format!(
        "\n### {}\n\n| relation | purpose | may | field classes | rule |\n|---|---|---|---|---|\n{lines}",
        role.label()
    )
}

fn acts(set: ActSet) -> String {
    set.iter().map(Act::label).collect::<Vec<_>>().join(", ")
}

/// All classes but a few are said by what is missing: it is what the reader looks for.
fn classes(set: ClassSet) -> String {
    let missing: Vec<&str> = Class::ALL
        .iter()
        .filter(|class| !set.has(**class))
        .map(|class| class_label(*class))
        .collect();
    if missing.len() <= 4 {
        return format!("all but {}", missing.join(", "));
    }
    set.iter().map(class_label).collect::<Vec<_>>().join(", ")
}

fn lower(label: &str) -> String {
    label.to_lowercase()
}
