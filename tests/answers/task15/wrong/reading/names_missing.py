# Prints the numbers instead of keeping them.
# costs: test_reading
print(1 - y_test.mean())
print(np.argmax(scores_test) + 1)
print(scores_train[-1] - scores_test[-1])
