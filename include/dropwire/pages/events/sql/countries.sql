SELECT DISTINCT country FROM news.locations WHERE country IS NOT NULL ORDER BY 1
