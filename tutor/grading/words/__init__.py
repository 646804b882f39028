"""What common error messages mean, one sentence each, by the part of the work they come from. *Any side.*"""
