//! Pictures in a DOCX: drawings, as SVG with a PNG for programs that know none, and the logo.

use super::super::document::{Document, Logo};
use super::super::paper;
use super::super::raster;
use super::super::svg::Plate;
use super::body::{Writer, plain_run, room};
use super::xml::words;

/// English metric units in a twentieth of a point, and in a CSS pixel.
const EMU: f64 = 635.0;
const PIXEL: f64 = 9525.0;
/// The most that a logo takes, in CSS pixels: that of a letterhead, as on the pages.
const LETTERHEAD: (f64, f64) = (288.0, 64.0);

/// The words of a picture: its name, and what those hear who do not see it.
struct Said<'a> {
    name: &'a str,
    about: &'a str,
}

impl Writer<'_> {
    pub(super) fn drawing(&mut self, plate: &Plate) {
        let Some(picture) = raster::png(&plate.svg) else { return };
        let (wide, high) = room(paper::place((plate.width - 4.0, plate.height - 4.0)).own);
        let room = (wide * EMU / PIXEL, high * EMU / PIXEL);
        let svg = Some(plate.svg.clone().into_bytes());
        let said = Said { name: &plate.title, about: &plate.about };
        let drawing =
            self.picture(&said, ("png", picture.png), svg, fitted((plate.width, plate.height), room));
        self.paragraph("Figure", "", &drawing);
        self.paragraph("Caption", "", &plain_run(&plate.title));
    }

    /// The organisation's logo. A picture that cannot be read is left out, as a reader would show a broken one.
    pub(super) fn logo(&mut self, document: &Document) {
        let Some(Logo { path, content }) = &document.logo else { return };
        let end = path.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
        let (raster, svg, size) = if end == "svg" {
            let Some(picture) = raster::sharp(content, 2.0 * LETTERHEAD.1) else { return };
            (("png", picture.png), Some(content.clone()), picture.size)
        } else {
            let Ok(size) = imagesize::blob_size(content) else { return };
            let kind = if end == "png" { "png" } else { "jpeg" };
            ((kind, content.clone()), None, (size.width as f64, size.height as f64))
        };
        let whose = document.control.iter().find(|line| line.key == "organisation");
        let said = Said { name: "Logo", about: whose.map_or("Logo", |line| &line.value) };
        let picture = self.picture(&said, raster, svg, fitted(size, LETTERHEAD));
        self.paragraph("Logo", "", &picture);
    }

    /// A picture with its width and height in CSS pixels.
    fn picture(
        &mut self,
        said: &Said<'_>,
        (kind, raster): (&str, Vec<u8>),
        svg: Option<Vec<u8>>,
        size: (f64, f64),
    ) -> String {
        self.pictures += 1;
        let at = self.pictures;
        let (wide, high) = ((size.0 * PIXEL) as u64, (size.1 * PIXEL) as u64);
        let (name, about) = (words(said.name), words(said.about));
        let mut sharper = String::new();
        if let Some(svg) = svg {
            sharper = format!(
                "<a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
                 xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"image{at}.svg\"/>\
                 </a:ext></a:extLst>"
            );
            self.written.media.push((format!("image{at}.svg"), svg));
        }
        self.written.media.push((format!("image{at}.{kind}"), raster));
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{wide}\" cy=\"{high}\"/>\
             <wp:docPr id=\"{at}\" name=\"{name}\" descr=\"{about}\"/><a:graphic>\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
             <pic:cNvPr id=\"{at}\" name=\"{name}\" descr=\"{about}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
             <a:blip r:embed=\"image{at}.{kind}\">{sharper}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{wide}\" cy=\"{high}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r>"
        )
    }
}

/// As large as it is, or smaller until it fits.
fn fitted(size: (f64, f64), room: (f64, f64)) -> (f64, f64) {
    let scale = (room.0 / size.0).min(room.1 / size.1).min(1.0);
    (size.0 * scale, size.1 * scale)
}
