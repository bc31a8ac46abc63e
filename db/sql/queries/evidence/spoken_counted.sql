analyze spoken
