select min(observed_on), max(observed_on) from delivered_given
