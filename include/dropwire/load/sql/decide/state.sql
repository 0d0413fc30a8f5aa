SELECT status, verdict FROM ops.loads WHERE load_id = %(load_id)s FOR UPDATE
