"""Administrative documents (NĐ 30/2020): head, bases, outline, recipients, signature, annex; from text, Word or PDF."""
