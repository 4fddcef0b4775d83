//! Words that mean a payment is being made, by language. They are few on purpose: only what a step says when it asks
//! somebody to pay, never what tells about money.
//!
//! Words of a phrase stand in a row; `…` at a word's end stands for any ending.

/// Every language's steps may name a Swedish button, so these count in all of them.
const SWEDISH: &str = "betala…, swisha, swishar, swishas, kortnummer…, betalsätt…, köp biljett…, slutför köp…, överför pengar";

const OTHERS: [(&str, &str); 7] = [
    (
        "en",
        "pay, pays, paying, card number, payment method, payment card, buy ticket, buy tickets, buy the ticket, buy a ticket, \
         buy your ticket, complete the purchase, transfer money, transfer the money, send money, send the money, checkout",
    ),
    (
        "fi",
        "maksa, maksat, maksakaa, maksamalla, haluat maksaa, voit maksaa, maksutapa…, maksutavan, korttinumero…, kortin numero…, \
         osta lippu, osta lippusi, ostat lipun, siirrä rahaa, siirrä rahat, lähetä rahaa, swishaa",
    ),
    (
        "uk",
        "заплат…, сплат…, оплат…, платіть, платити, платите, номер банківської картки, номер платіжної картки, купіть квиток, \
         купити квиток, перекажіть гроші, переказати гроші, надішліть гроші",
    ),
    (
        "ar",
        "ادفع, ادفعي, ادفعوا, تدفع, تدفعين, تدفعون, دفع, الدفع, للدفع, بالدفع, ودفع, اشتر التذكرة, اشتري التذكرة, شراء التذكرة, \
         رقم البطاقة البنكية, رقم بطاقتك البنكية, رقم بطاقة البنك, حول المال, حول النقود, أرسل المال",
    ),
    (
        "fa",
        "پرداخت, بپردازید, بپرداز, بلیت بخرید, بلیط بخرید, تکت بخرید, شماره کارت بانکی, شماره کارت بانک, پول بفرستید, \
         پول را بفرستید, پول انتقال",
    ),
    (
        "so",
        "lacag bixi…, lacagta bixi…, bixi lacag…, bixi qiimaha, iibso tigidh…, tigidhka iibso, tigidh iibso, lacag dir, \
         lacagta dir, dir lacag…, lambarka kaarka bangiga",
    ),
    (
        "ti",
        "ክፈል…, ክፈሉ…, ክፈሊ…, ትኸፍሉ, ትኸፍል, ክትከፍሉ, ምኽፋል, ክፍሊት ፈጽሙ, ቲከት ዓድጉ, ቲከት ግዝኡ, ገንዘብ ስደዱ, ገንዘብ ልኣኹ, \
         ቁጽሪ ባንክ ካርድ",
    ),
];

/// Whether a text in this language tells someone to pay.
pub fn pays_in(language: &str, text: &str) -> bool {
    let text = plain(text);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let own = OTHERS.iter().find(|(code, _)| *code == language).map_or("", |(_, list)| list);
    let mut phrases = SWEDISH.split(", ").chain(own.split(", ")).filter(|phrase| !phrase.is_empty());
    phrases.any(|phrase| stands_in(phrase, &words))
}

fn stands_in(phrase: &str, words: &[&str]) -> bool {
    let parts: Vec<&str> = phrase.split_whitespace().collect();
    let fits = |(part, word): (&&str, &&str)| part.strip_suffix('…').map_or(part == word, |start| word.starts_with(start));
    words.windows(parts.len()).any(|row| parts.iter().zip(row).all(fits))
}

/// Small letters, without the signs for vowels that Arabic may be written with or not.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_pays_is_found_in_every_language() {
        for (language, text) in [
            ("sv", "Välj betalsätt och **Betala**."),
            ("sv-simple", "Swisha beloppet."),
            ("en", "Pay the fee now."),
            ("en", "Press **Köp biljett**."),
            ("fi", "Maksa lippu."),
            ("uk", "Оплатіть квиток."),
            ("ar", "ادْفَع الرسوم."),
            ("fa", "فیس را پرداخت کنید."),
            ("so", "Lacagta bixi hadda."),
            ("ti", "እቲ ዋጋ ክፈሉ።"),
        ] {
            assert!(pays_in(language, text), "{language}: {text}");
        }
    }

    #[test]
    fn words_about_money_that_ask_nobody_to_pay_are_left_alone() {
        for (language, text) in [
            ("sv", "Sök resan: från, till och tid."),
            ("sv", "Leta upp listan över betaltjänstombud."),
            ("en", "Tap **Sök & köp** (Search & buy) and choose your stops."),
            ("en", "Find the list of payment service agents."),
            ("fi", "Siirry eteenpäin. Kysy, mitä se maksaa."),
            ("uk", "Підготуйте ID-картку."),
            ("ar", "جهّز بطاقة الهوية."),
            ("fa", "کارت هویت را آماده بگذارید."),
            ("so", "Soo bixi liiska."),
            ("ti", "ካርድ መንነት ኣዳልዉ።"),
        ] {
            assert!(!pays_in(language, text), "{language}: {text}");
        }
    }
}
