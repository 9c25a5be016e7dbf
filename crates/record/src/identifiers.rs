//! Checks of numbers that other bodies give to people.

/// Is this an NHS number: ten digits whose last is the modulus 11 check of the first nine? Spaces and hyphens are ignored.
/// Source: NHS Data Dictionary, “NHS NUMBER” (the check digit algorithm).
pub fn nhs_number_is_valid(text: &str) -> bool {
    let Some(digits) = digits(text, 10) else { return false };
    let sum: u32 = digits
        .iter()
        .take(9)
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = (11 - sum % 11) % 11;
    check != 10 && digits.last() == Some(&check)
}

/// Is this a unique pupil number: a check letter, eleven digits and a twelfth digit (or a letter, for a temporary number)?
/// Source: DfE, “Unique pupil numbers (UPNs): a guide for schools and local authorities”: digits 2 to 13 are weighted 2 to 13,
/// the sum modulo 23 gives the letter; in a temporary number the final letter counts by its place in the same alphabet.
pub fn upn_is_valid(text: &str) -> bool {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let text = text.trim().to_ascii_uppercase();
    let [first, rest @ ..] = text.as_bytes() else {
        return false;
    };
    if rest.len() != 12 {
        return false;
    }
    let mut sum = 0;
    for (place, byte) in rest.iter().enumerate() {
        let number = match byte {
            b'0'..=b'9' => usize::from(byte - b'0'),
            letter if place == 11 => match LETTERS.iter().position(|known| known == letter) {
                Some(number) => number,
                None => return false,
            },
            _ => return false,
        };
        sum += number * (place + 2);
    }
    LETTERS.get(sum % 23) == Some(first)
}

fn digits(text: &str, count: usize) -> Option<Vec<u32>> {
    let digits: Option<Vec<u32>> = text
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-'))
        .map(|letter| letter.to_digit(10))
        .collect();
    digits.filter(|digits| digits.len() == count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nhs_numbers_carry_a_check_digit() {
        assert!(
            nhs_number_is_valid("943 476 5919"),
            "the worked example of the data dictionary"
        );
        assert!(!nhs_number_is_valid("943 476 5918"));
        assert!(!nhs_number_is_valid("943 476 591"));
        assert!(!nhs_number_is_valid("94347659A9"));
    }

    #[test]
    fn pupil_numbers_carry_a_check_letter() {
        let digits = "80120000100";
        let full: Vec<String> = "ABCDEFGHJKLMNPQRTUVWXYZ"
            .chars()
            .map(|letter| format!("{letter}{digits}1"))
            .collect();
        assert_eq!(
            full.iter().filter(|upn| upn_is_valid(upn)).count(),
            1,
            "one letter and no other fits the digits"
        );
        assert!(!upn_is_valid("I801200001001"), "I, O and S are not used");
        assert!(!upn_is_valid("A80120000100"));
    }
}
