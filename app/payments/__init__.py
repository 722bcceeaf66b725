"""Taking money: lines, tenders, allocation, receipts, and undoing a receipt."""
