"""From draft to published revision: approving, publishing, correcting, sealing, notifying."""
