"""The counter page: the sale on the left, the tenders on the right, the receipt afterwards."""
