namespace Orleans.Runtime;

/// <summary>What can be called by its identity: a grain, or a reference to one.</summary>
public interface IAddressable;
