-- What the warehouse has of the items of some files, to compare a new cleaning with.
SELECT file, file_sha256, record, md5(body), title, published_start::text, published_end::text
FROM news.articles WHERE file_sha256 = ANY (%(files)s)
