/** update_engine's code for a node that came back with its old version after an update. */
export const ROLLBACK_ERROR_CODE = 44
