namespace Orleans;

/// <summary>Marks an interface of grains whose keys are numbers.</summary>
public interface IGrainWithIntegerKey : IGrain;
