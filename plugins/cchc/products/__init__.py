"""What a section is made of besides pages: feeds, pictures, QR codes, redirects, sitemap, manifest."""
