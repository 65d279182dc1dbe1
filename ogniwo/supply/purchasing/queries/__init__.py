"""What purchasing answers: lists for screens, what is left of lines, received and not invoiced by line."""
