# How Sphinx makes a site of the repository's pages: `./dev site` copies them and calls it.
import os

project = "Candour"
author = "The Candour contributors"
copyright = author
release = os.environ["CANDOUR_SITE_VERSION"]
extensions = ["myst_parser"]
root_doc = "index"
source_suffix = {".md": "markdown"}
myst_heading_anchors = 4
html_theme = "alabaster"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_title = "Candour"
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_show_sourcelink = False
html_sidebars = {"**": ["about.html", "searchbox.html", "navigation.html"]}
html_theme_options = {
    "description": "Anonymous live polling. " + release,
    "fixed_sidebar": True,
    "sidebar_width": "260px",
    "page_width": "1080px",
    "font_family": "system-ui, sans-serif",
    "head_font_family": "system-ui, sans-serif",
}
# An example may leave out what does not matter ("..."), which its language does not know.
suppress_warnings = ["misc.highlighting_failure"]
