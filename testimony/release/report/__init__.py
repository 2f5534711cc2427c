"""What an ethics board reads: risks before and after, costs, the attack run, on one page that stands alone."""
