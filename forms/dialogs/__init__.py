"""What is shown in the window over the screens: questions, histories, previews."""
