SELECT count(*) FROM ops.rejects WHERE state = 'open'
