namespace Orleans;

/// <summary>Marks an interface of grains whose keys are strings.</summary>
public interface IGrainWithStringKey : IGrain;
