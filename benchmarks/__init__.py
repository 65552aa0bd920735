"""Speed and memory, each as a ratio against a named alternative measured in the same run."""
