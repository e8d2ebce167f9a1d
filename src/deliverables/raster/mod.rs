//! Drawings as pixels, for formats whose readers know no SVG.
//!
//! The font comes along, so that a drawing looks the same on every machine. Its letters are as wide as those that
//! drawings are measured with.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

/// How many pixels a CSS pixel becomes, each way: sharp on paper.
const SCALE: f32 = 2.0;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(include_bytes!("LiberationSans-Regular.ttf").to_vec());
    fonts.load_font_data(include_bytes!("LiberationSans-Bold.ttf").to_vec());
    fonts.set_sans_serif_family("Liberation Sans");
    Arc::new(fonts)
});

/// A drawing as PNG on white; nothing if it is no drawing, or larger than a wall.
pub fn png(svg: &str) -> Option<Vec<u8>> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Liberation Sans".to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).ok()?;
    let size = tree.size().to_int_size().scale_by(SCALE)?;
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_drawn_and_what_is_no_drawing_is_not() {
        let drawing = |words: &str| {
            format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='20'><style>.ud {{ font-family: \
                 Helvetica, sans-serif; }}</style><text class='ud' x='2' y='15'>{words}</text></svg>"
            )
        };
        let (blank, said) = (png(&drawing("")), png(&drawing("words")));
        assert!(blank.is_some() && said.as_ref().is_some_and(|png| png.starts_with(b"\x89PNG")));
        assert_ne!(blank, said);
        assert_eq!(png("<p>no drawing</p>"), None);
    }
}
