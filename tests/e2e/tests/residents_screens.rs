//! Every screen of residents' in all nine languages: looked at by axe in four looks, fitting at 400 %, photographed; and in the
//! device's own colours and without motion, with nothing lost.

use anyhow::Result;
use erum_e2e::looks::Theme;
use erum_e2e::{Browser, ensure, story};

const LANGUAGES: [&str; 9] = ["sv", "sv-simple", "en", "ar", "fa", "so", "ti", "uk", "fi"];

/// In an order in which one leads to the next. From the end of a guide on, a screen is called like its address.
const SCREENS: [&str; 8] = ["start", "guide", "steg", "slut", "hjalp", "hjalpa", "om", "installera"];

/// Goes to a screen from the one before it.
async fn go_to(phone: &Browser, screen: &str) -> Result<()> {
    match screen {
        "start" => phone.open("/").await,
        "guide" => {
            phone.fill("search", "bankid").await?;
            phone.tap("guide-bankid-skaffa").await?;
            phone.tap("before-id-handling-no").await
        }
        "steg" => phone.tap("guide-next").await,
        "slut" => {
            while !phone.shows("guide-home").await? {
                phone.tap("guide-next").await?;
            }
            Ok(())
        }
        path => {
            phone.open(&format!("/{path}")).await?;
            phone.see_css("h1").await.map(drop)
        }
    }
}

async fn choose(phone: &Browser, code: &str) -> Result<()> {
    phone.open("/").await?;
    phone.tap("language").await?;
    phone.tap(&format!("language-{code}")).await?;
    phone.see_css(&format!("[data-testid=language] [lang={}]", code.split('-').next().unwrap_or(code))).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn residents_screens_pass_axe_in_every_language_and_are_photographed() {
    story(async |story| {
        let mut found = Vec::new();
        let phone = &mut story.tablet;
        phone.open("/").await?;
        phone.tap("language").await?;
        found.extend(phone.shoot("sprak").await?);
        phone.tap("language-close").await?;
        for code in LANGUAGES {
            choose(phone, code).await?;
            for screen in SCREENS {
                go_to(phone, screen).await?;
                found.extend(phone.shoot(&format!("{screen}-{code}")).await?);
                ensure!(!phone.page_text().await?.contains("{{"), "{screen} in {code}: a placeholder is left");
            }
        }
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_of_residents_screens_in_the_devices_own_colours_and_nothing_moves() {
    story(async |story| {
        let mut found = Vec::new();
        let phone = &story.tablet;
        for code in ["sv", "ar"] {
            choose(phone, code).await?;
            phone.set_theme(Theme::Light).await?;
            let mut usual = Vec::new();
            for screen in SCREENS {
                go_to(phone, screen).await?;
                usual.push(phone.can_be_pressed().await?);
            }
            // Pages that are loaded in these colours: a change of them on the way leaves some of Chromium's buttons behind.
            phone.set_theme(Theme::Forced).await?;
            for (screen, usual) in SCREENS.into_iter().zip(usual) {
                go_to(phone, screen).await?;
                let name = format!("{screen} in {code}, in the device's own colours");
                let now = phone.can_be_pressed().await?;
                if usual.len() < 4 || now != usual {
                    found.push(format!("{name}: {usual:?} can be pressed otherwise, and here {now:?}"));
                }
                found.extend(phone.cannot_be_told().await?.into_iter().map(|fault| format!("{name}: {fault}")));
                found.extend(phone.passes_axe(&name).await.err().map(|told| format!("{told:#}")));
            }
        }
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
        Ok(())
    })
    .await;
}
