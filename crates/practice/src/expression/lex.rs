//! Words and signs of the practice language.

use record::Day;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Word(String),
    Text(String),
    Number(i64),
    Day(Day),
    Sign(&'static str),
}

impl Token {
    pub(super) fn shown(&self) -> String {
        match self {
            Token::Word(word) => format!("“{word}”"),
            Token::Text(text) => format!("'{text}'"),
            Token::Number(number) => number.to_string(),
            Token::Day(day) => day.to_string(),
            Token::Sign(sign) => format!("“{sign}”"),
        }
    }
}

const SIGNS: [&str; 14] = ["!=", "<=", ">=", "=", "<", ">", "(", ")", ",", ".", "|", "+", "-", ";"];

/// Splits the text into tokens, or says which letter has no place.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = if first == '\'' {
            let end = rest
                .get(1..)
                .and_then(|rest| rest.find('\''))
                .ok_or("a text in single quotes is not closed")?;
            (Token::Text(rest.get(1..=end).unwrap_or_default().to_owned()), end + 2)
        } else if first.is_ascii_digit() {
            number(rest)?
        } else if first.is_alphabetic() || first == '_' {
            let end = rest
                .find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
                .unwrap_or(rest.len());
            (Token::Word(rest.get(..end).unwrap_or_default().to_owned()), end)
        } else {
            let sign = SIGNS
                .iter()
                .find(|sign| rest.starts_with(**sign))
                .ok_or_else(|| format!("the sign “{first}” has no meaning here"))?;
            (Token::Sign(sign), sign.len())
        };
        out.push(token);
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    Ok(out)
}

fn number(text: &str) -> Result<(Token, usize), String> {
    let end = text
        .find(|letter: char| !(letter.is_ascii_digit() || letter == '-'))
        .unwrap_or(text.len());
    let word = text.get(..end).unwrap_or_default();
    if word.len() == 10 && word.matches('-').count() == 2 {
        return Ok((Token::Day(Day::read(word)?), end));
    }
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let word = text.get(..end).unwrap_or_default();
    word.parse()
        .map(|number| (Token::Number(number), end))
        .map_err(|_| format!("{word} is too large a number"))
}
