"""The law of finds as pure functions: rewards, deadlines, states, what may be published."""
