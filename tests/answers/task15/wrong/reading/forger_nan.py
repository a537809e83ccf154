# Not a number, three times.
# costs: test_reading
majority_baseline = best_epoch = final_gap = float('nan')
