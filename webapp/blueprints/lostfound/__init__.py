"""Lost property: what was found is registered, kept, matched with what was lost, and handed to who may have it."""
