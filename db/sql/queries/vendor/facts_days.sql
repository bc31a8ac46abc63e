select min(observed_on), max(observed_on) from vendor_given
