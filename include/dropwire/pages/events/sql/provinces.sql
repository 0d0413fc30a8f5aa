SELECT DISTINCT admin1 FROM news.locations WHERE country = %(country)s AND admin1 IS NOT NULL ORDER BY 1
