namespace Orleans;

/// <summary>Marks a grain interface. Choose one that also says what kind of key its grains have.</summary>
public interface IGrain : IAddressable;
