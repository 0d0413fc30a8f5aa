SELECT ops.analyze_staging();
