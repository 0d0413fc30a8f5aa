-- One round: whoever has no better one beside it among the undecided leads an event.
UPDATE pub_clusters u SET leader_id = u.coding_id, is_new = true
WHERE u.leader_id IS NULL
  AND NOT EXISTS (SELECT FROM (SELECT other_id FROM news.coding_links WHERE coding_id = u.coding_id OFFSET 0) AS l
                  JOIN pub_clusters o ON o.coding_id = l.other_id
                  WHERE o.leader_id IS NULL AND o.rank < u.rank)
