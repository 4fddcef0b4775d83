//! Paper: what a page prints, how it lies on the sheet, and what a camera reads of a code on it.
//!
//! Looks at the sheet as the browser lays it out for print, and at the PDF from outside: whether it is one, of what size,
//! with how many pages.

use crate::browser::Browser;
use crate::looks::Theme;
use anyhow::{Context, Result, ensure};
use serde_json::json;
use thirtyfour::By;
use thirtyfour::common::print::{PrintPage, PrintParameters};

/// A paper in a printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
}

/// What an inch has of a page's own pixels, and of millimetres.
const PIXELS: f64 = 96.0;
const MILLIMETRES: f64 = 25.4;
/// What the sheet leaves empty at each side, as its style says.
const MARGIN_MM: f64 = 14.0;

impl Paper {
    const fn millimetres(self) -> (f64, f64) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::A5 => (148.0, 210.0),
        }
    }

    /// How wide the page is laid out for it, in the page's pixels.
    fn width(self) -> u32 {
        ((self.millimetres().0 - 2.0 * MARGIN_MM) / MILLIMETRES * PIXELS) as u32
    }
}

/// A file as the browser would hand it to a printer.
#[derive(Clone, Debug)]
pub struct Printed {
    /// How many pages it has.
    pub pages: usize,
    /// The sizes of its pages, in points, as the file says them.
    pub sizes: Vec<String>,
}

/// Everything on the sheet that lies outside it, is cut off, or is not black on white.
const FAULTS: &str = r"
    const sheet = document.querySelector('[data-testid=sheet]');
    if (!sheet) return ['there is no sheet'];
    const faults = [];
    const name = (element) => `${element.localName}.${element.className?.baseVal ?? element.className}: ${element.textContent.slice(0, 40)}`;
    const black = (colour) => /^rgba?\(0, 0, 0(, 1)?\)$/.test(colour);
    const white = (colour) => /^rgba?\(255, 255, 255(, 1)?\)$|^rgba\(.*, 0\)$/.test(colour);
    const wide = document.documentElement.clientWidth;
    for (const element of [sheet, ...sheet.querySelectorAll('*')]) {
        if (!element.checkVisibility()) continue;
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        if (box.left < -0.5 || box.right > wide + 0.5) faults.push(`beside the paper: ${name(element)}`);
        if (style.display !== 'inline' && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) faults.push(`too wide: ${name(element)}`);
        const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (says && !black(style.color)) faults.push(`${style.color}: ${name(element)}`);
        if (!white(style.backgroundColor)) faults.push(`on ${style.backgroundColor}: ${name(element)}`);
    }
    for (let around = sheet.parentElement; around; around = around.parentElement) {
        const ground = getComputedStyle(around).backgroundColor;
        if (!white(ground)) faults.push(`the sheet lies on ${ground} of ${around.localName}`);
    }
    const beside = [...document.querySelectorAll('body *')].filter((element) =>
        element.checkVisibility() && !sheet.contains(element) && !element.contains(sheet) && element.innerText?.trim());
    faults.push(...beside.map((element) => `printed beside the sheet: ${name(element)}`));
    return faults;
";

impl Browser {
    /// Asserts that the sheet on this page is black on white on this paper, with nothing beside it and nothing cut off,
    /// whatever the looks of the page are.
    ///
    /// # Errors
    /// With all that is not so.
    pub async fn lies_well_on(&self, paper: Paper) -> Result<()> {
        let metrics = json!({ "width": paper.width(), "height": 1000, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        let mut found = Vec::new();
        for theme in [Theme::Light, Theme::Dark] {
            self.as_if_printed(true, theme).await?;
            let faults: Vec<String> = self.script(FAULTS, &[]).await?;
            found.extend(faults.into_iter().map(|fault| format!("{theme:?}: {fault}")));
        }
        self.as_if_printed(false, Theme::Light).await?;
        self.seen_as_sharp_as(1).await?;
        ensure!(found.is_empty(), "on {paper:?}:\n{}", found.join("\n"));
        Ok(())
    }

    /// Prints the page to a file by the driver's own command.
    ///
    /// # Errors
    /// When no PDF comes of it.
    pub async fn print_on(&self, paper: Paper) -> Result<Printed> {
        let (width, height) = paper.millimetres();
        let asked = PrintParameters { page: PrintPage { width: width / 10.0, height: height / 10.0 }, ..PrintParameters::default() };
        let bytes = self.driver()?.print_page(asked).await?;
        ensure!(bytes.starts_with(b"%PDF-"), "what is printed is no PDF: {:?}", bytes.get(..8));
        let text = String::from_utf8_lossy(&bytes);
        // Chromium writes pages plainly; "/Type /Pages" is the list of them.
        let pages = text.matches("/Type /Page").count() - text.matches("/Type /Pages").count();
        let sizes = text.split("/MediaBox [").skip(1).filter_map(|rest| Some(rest.split(']').next()?.to_owned()));
        Ok(Printed { pages, sizes: sizes.collect() })
    }

    /// What a camera reads of the code that matches, by a sharp picture of it.
    ///
    /// # Errors
    /// When there is none, or it says nothing.
    pub async fn reads_code(&self, css: &str) -> Result<String> {
        self.see_css(css).await?;
        self.seen_as_sharp_as(3).await?;
        let png = self.driver()?.find(By::Css(css)).await?.screenshot_as_png().await?;
        self.seen_as_sharp_as(1).await?;
        code_in(&png)
    }
}

/// The text of the one code in a picture.
fn code_in(png: &[u8]) -> Result<String> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().context("the picture is too large")?];
    let info = reader.next_frame(&mut pixels)?;
    let (width, height, samples) = (info.width as usize, info.height as usize, info.color_type.samples());
    let grey = |x: usize, y: usize| pixels.get((y * width + x) * samples).copied().unwrap_or_default();
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let grids = picture.detect_grids();
    ensure!(grids.len() == 1, "{} codes in a picture of {width} × {height}", grids.len());
    let (_, text) = grids[0].decode()?;
    Ok(text)
}
