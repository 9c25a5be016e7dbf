//! From tokens to a tree, before names are checked.

use super::lex::{Token, tokens};

/// A tree as written: names are texts still.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Any(Vec<Tree>),
    All(Vec<Tree>),
    Not(Box<Tree>),
    Compare(Box<Tree>, &'static str, Box<Tree>),
    In(Box<Tree>, Vec<String>),
    Has(Box<Tree>, String),
    Known(Box<Tree>, bool),
    Text(String),
    Number(i64),
    Day(record::Day),
    /// `name` or `name.name`.
    Name(String, Option<String>),
    /// `name(arguments)`, perhaps followed by `.field`.
    Call(String, Vec<Argument>, Option<String>),
    Plus(Box<Tree>, bool, i64, String),
}

/// One alternative of a pattern, as written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WrittenMatch {
    pub kind: String,
    pub when: Option<Tree>,
}

/// What may stand in brackets after a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Argument {
    Pattern(Vec<WrittenMatch>),
    Value(Tree),
    Length(i64, String),
    Since(Tree),
}

pub(super) struct Parser {
    tokens: Vec<Token>,
    place: usize,
    depth: usize,
}

/// Brackets and negations nest no deeper.
const MAX_DEPTH: usize = 40;

type Parsed<T> = Result<T, String>;

impl Parser {
    pub(super) fn of(text: &str) -> Parsed<Parser> {
        Ok(Parser {
            tokens: tokens(text)?,
            place: 0,
            depth: 0,
        })
    }

    pub(super) fn end(&self) -> Parsed<()> {
        match self.tokens.get(self.place) {
            None => Ok(()),
            Some(token) => Err(format!(
                "{} is not expected here; join conditions with “and” or “or”",
                token.shown()
            )),
        }
    }

    pub(super) fn peek_word(&self, word: &str) -> bool {
        matches!(self.tokens.get(self.place), Some(Token::Word(found)) if found == word)
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let found = self.peek_word(word);
        self.place += usize::from(found);
        found
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.tokens.get(self.place), Some(Token::Sign(found)) if *found == sign);
        self.place += usize::from(found);
        found
    }

    fn need_sign(&mut self, sign: &str) -> Parsed<()> {
        if self.take_sign(sign) {
            Ok(())
        } else {
            Err(format!("“{sign}” is missing {}", self.before()))
        }
    }

    fn before(&self) -> String {
        self.tokens
            .get(self.place)
            .map_or_else(|| "at the end".to_owned(), |token| format!("before {}", token.shown()))
    }

    pub(super) fn word(&mut self) -> Parsed<String> {
        match self.tokens.get(self.place) {
            Some(Token::Word(word)) => {
                self.place += 1;
                Ok(word.clone())
            }
            _ => Err(format!("a name is missing {}", self.before())),
        }
    }

    pub(super) fn number(&mut self) -> Parsed<i64> {
        match self.tokens.get(self.place) {
            Some(Token::Number(number)) => {
                self.place += 1;
                Ok(*number)
            }
            _ => Err(format!("a number is missing {}", self.before())),
        }
    }

    fn text(&mut self) -> Parsed<String> {
        match self.tokens.get(self.place) {
            Some(Token::Text(text)) => {
                self.place += 1;
                Ok(text.clone())
            }
            _ => Err(format!("a text in single quotes is missing {}", self.before())),
        }
    }

    pub(super) fn pattern(&mut self) -> Parsed<Vec<WrittenMatch>> {
        let mut matches = Vec::new();
        loop {
            let kind = self.word()?;
            let when = if self.take_word("where") {
                Some(self.condition()?)
            } else {
                None
            };
            matches.push(WrittenMatch { kind, when });
            if !self.take_sign("|") {
                return Ok(matches);
            }
        }
    }

    pub(super) fn condition(&mut self) -> Parsed<Tree> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("this nests too deep; split it in two".to_owned());
        }
        let mut any = vec![self.all()?];
        while self.take_word("or") {
            any.push(self.all()?);
        }
        self.depth -= 1;
        Ok(one_or(any, Tree::Any))
    }

    fn all(&mut self) -> Parsed<Tree> {
        let mut all = vec![self.not()?];
        while self.take_word("and") {
            all.push(self.not()?);
        }
        Ok(one_or(all, Tree::All))
    }

    fn not(&mut self) -> Parsed<Tree> {
        if self.take_word("not") {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err("this nests too deep; split it in two".to_owned());
            }
            let inner = self.not()?;
            self.depth -= 1;
            return Ok(Tree::Not(Box::new(inner)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Parsed<Tree> {
        let left = self.sum()?;
        for sign in ["=", "!=", "<=", ">=", "<", ">"] {
            if self.take_sign(sign) {
                return Ok(Tree::Compare(Box::new(left), sign, Box::new(self.sum()?)));
            }
        }
        if self.take_word("in") {
            self.need_sign("(")?;
            let mut texts = vec![self.text()?];
            while self.take_sign(",") {
                texts.push(self.text()?);
            }
            self.need_sign(")")?;
            return Ok(Tree::In(Box::new(left), texts));
        }
        if self.take_word("has") {
            return Ok(Tree::Has(Box::new(left), self.text()?));
        }
        if self.take_word("is") {
            return match self.word()?.as_str() {
                "known" => Ok(Tree::Known(Box::new(left), true)),
                "unknown" => Ok(Tree::Known(Box::new(left), false)),
                other => Err(format!("after “is” comes “known” or “unknown”, not “{other}”")),
            };
        }
        Ok(left)
    }

    fn sum(&mut self) -> Parsed<Tree> {
        let mut left = self.value()?;
        loop {
            let plus = if self.take_sign("+") {
                true
            } else if self.take_sign("-") {
                false
            } else {
                return Ok(left);
            };
            let count = self.number()?;
            left = Tree::Plus(Box::new(left), plus, count, self.word()?);
        }
    }

    fn value(&mut self) -> Parsed<Tree> {
        let token = self.tokens.get(self.place).cloned();
        match token {
            Some(Token::Sign("(")) => {
                self.place += 1;
                let inner = self.condition()?;
                self.need_sign(")")?;
                Ok(inner)
            }
            Some(Token::Text(text)) => {
                self.place += 1;
                Ok(Tree::Text(text))
            }
            Some(Token::Number(number)) => {
                self.place += 1;
                Ok(Tree::Number(number))
            }
            Some(Token::Day(day)) => {
                self.place += 1;
                Ok(Tree::Day(day))
            }
            _ => self.named(),
        }
    }

    fn named(&mut self) -> Parsed<Tree> {
        let name = self.word()?;
        if !self.take_sign("(") {
            let field = if self.take_sign(".") { Some(self.word()?) } else { None };
            return Ok(Tree::Name(name, field));
        }
        let mut arguments = Vec::new();
        if !self.take_sign(")") {
            loop {
                arguments.push(self.argument(&name)?);
                if !self.take_sign(",") {
                    break;
                }
            }
            self.need_sign(")")?;
        }
        let field = if self.take_sign(".") { Some(self.word()?) } else { None };
        Ok(Tree::Call(name, arguments, field))
    }

    fn argument(&mut self, call: &str) -> Parsed<Argument> {
        match call {
            "last" | "previous" | "first" | "count" | "days_open" | "any" if self.peek_word("within") => {
                self.take_word("within");
                let count = self.number()?;
                Ok(Argument::Length(count, self.word()?))
            }
            "count" if self.take_word("since") => Ok(Argument::Since(self.sum()?)),
            "last" | "previous" | "first" | "count" | "any" | "some" => Ok(Argument::Pattern(self.pattern()?)),
            _ => Ok(Argument::Value(self.condition()?)),
        }
    }
}

fn one_or(mut items: Vec<Tree>, many: impl FnOnce(Vec<Tree>) -> Tree) -> Tree {
    match items.pop() {
        Some(only) if items.is_empty() => only,
        Some(last) => {
            items.push(last);
            many(items)
        }
        None => many(items),
    }
}
