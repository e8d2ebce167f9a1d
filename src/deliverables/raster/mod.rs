//! Drawings as pixels, for formats whose readers know no SVG.
//!
//! The font comes along, so that a drawing looks the same on every machine: Latin, Greek and Cyrillic, with letters as
//! wide as those that drawings are measured with. Letters it lacks are looked for nowhere else; programs that show the
//! SVG beside it have them.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

/// How many pixels a CSS pixel becomes, each way: sharp on paper.
const SCALE: f32 = 2.0;

const FAMILY: &str = "Underpin Sans";

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in [&include_bytes!("UnderpinSans-Regular.ttf")[..], include_bytes!("UnderpinSans-Bold.ttf")] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// A drawing in pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The bytes of the PNG.
    pub png: Vec<u8>,
    /// How wide and how high the drawing is, in CSS pixels.
    pub size: (f64, f64),
}

/// A drawing on white; nothing if it is no drawing, or larger than a wall.
pub fn png(svg: &str) -> Option<Picture> {
    drawn(svg.as_bytes(), |_| SCALE, Some(Color::WHITE))
}

/// A picture without a ground of its own, such as a logo, as sharp when it is shown that many CSS pixels high.
pub fn sharp(svg: &[u8], high: f64) -> Option<Picture> {
    drawn(svg, |own| SCALE * high as f32 / own, None)
}

fn drawn(svg: &[u8], scale: impl Fn(f32) -> f32, ground: Option<Color>) -> Option<Picture> {
    let options =
        Options { fontdb: Arc::clone(&FONTS), font_family: FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_data(svg, &options).ok()?;
    let scale = scale(tree.size().height());
    let size = tree.size().to_int_size().scale_by(scale)?;
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    if let Some(colour) = ground {
        pixels.fill(colour);
    }
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let size = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    Some(Picture { png: pixels.encode_png().ok()?, size })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(words: &str) -> String {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='20'><style>.ud {{ font-family: Helvetica, \
             sans-serif; }}</style><text class='ud' x='2' y='15'>{words}</text></svg>"
        )
    }

    #[test]
    fn words_are_drawn_and_what_is_no_drawing_is_not() {
        let blank = png(&drawing(""));
        assert!(blank.as_ref().is_some_and(|blank| blank.png.starts_with(b"\x89PNG")));
        assert_eq!(png("<p>no drawing</p>"), None);
        let mut seen = vec![blank];
        for words in ["words", "Zürich", "Łódź", "Αθήνα", "Київ", "→ 3 ≤ 4 · “x” – €", "✓"]
        {
            let said = png(&drawing(words));
            assert!(said.is_some() && !seen.contains(&said), "{words} is not drawn");
            seen.push(said);
        }
    }

    #[test]
    fn a_small_picture_is_drawn_large_enough() {
        let high = |picture: &Picture| u32::from_be_bytes(picture.png[20..24].try_into().unwrap_or_default());
        let logo = sharp(drawing("logo").as_bytes(), 60.0);
        assert_eq!(logo.map(|logo| (high(&logo), logo.size)), Some((120, (80.0, 20.0))));
    }
}
